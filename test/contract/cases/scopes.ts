import type { ContractCase, Exchange } from '../contract-case.ts';

const READ = 'GET /api/202412/inventory?limit=1';
const UPDATE = `PUT /api/202412/inventory/107362030756584

  {"inventory": {"locationId": "50002", "available": 1}}`;
const CONNECT = `POST /api/202412/inventory/connect

  {"inventory": {"variantId": "107362030756586", "locationId": "50004"}}`;

function forbidden(send: string, scope: string): Exchange {
  return { send, receive: `403\n\n{"error": "…${scope}…"}` };
}

/** What a token may do. */
export const SCOPES: readonly ContractCase[] = [
  {
    name: 'a token that may only read cannot write, and is told which scope it lacks',
    lines: ['E16', 'E17'],
    shop: { scopes: ['read_inventory'] },
    steps: [
      { send: READ, receive: '200\n\n{"inventories": [{"…": "…"}]}' },
      forbidden(UPDATE, 'write_inventory'),
      forbidden(CONNECT, 'write_inventory'),
      {
        send: 'GET /api/202412/inventory',
        receive: `200

          {"inventories": [{"available": "12", "…": "…"}, {"…": "…"}, {"…": "…"}]}`,
      },
    ],
  },
  {
    name: 'a token that may write may read as well',
    lines: ['E17'],
    shop: { scopes: ['write_inventory'] },
    steps: [
      { send: UPDATE, receive: '200\n\n{"inventory": {"available": "1", "…": "…"}}' },
      { send: CONNECT, receive: '201\n\n{"inventory": {"…": "…"}}' },
      { send: READ, receive: '200\n\n{"inventories": [{"available": "1", "…": "…"}]}' },
    ],
  },
  {
    name: 'a token without any scope can do nothing',
    lines: ['E17'],
    shop: { scopes: [] },
    steps: [
      forbidden(READ, 'read_inventory'),
      forbidden(UPDATE, 'write_inventory'),
      forbidden(CONNECT, 'write_inventory'),
    ],
  },
  {
    name: 'a scope is missed before the query and the body are looked at, and after path and method',
    lines: ['E17', 'C17'],
    shop: { scopes: [] },
    steps: [
      forbidden('GET /api/202412/inventory?limit=0', 'read_inventory'),
      forbidden('PUT /api/202412/inventory/999\n\n{}', 'write_inventory'),
      { send: 'GET /api/202412/orders', receive: '404\n\n{"error": "…"}' },
      { send: 'DELETE /api/202412/inventory', receive: '405\n\n{"error": "…"}' },
    ],
  },
  {
    name: 'each token of a shop has scopes of its own',
    lines: ['E17', 'T3'],
    shop: { accessTokens: { 'reading-token': ['read_inventory'] } },
    steps: [
      {
        send: UPDATE.replace('\n', '\nX-Genstore-Access-Token: reading-token\n'),
        receive: '403\n\n{"error": "…write_inventory…"}',
      },
      { send: UPDATE, receive: '200\n\n{"inventory": {"available": "1", "…": "…"}}' },
    ],
  },
];
