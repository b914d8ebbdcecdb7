import type { ContractCase } from '../contract-case.ts';

/** Where requests go: versions, paths and methods. */
export const ROUTES: readonly ContractCase[] = [
  {
    name: 'the API is below /api and its version',
    lines: ['T1', 'T2', 'E3'],
    live: 'read',
    steps: [{ send: 'GET /api/202412/inventory?limit=1', receive: '200\n\n{"…": "…"}' }],
  },
  {
    name: 'another version is not found',
    lines: ['T2', 'C17'],
    live: 'read',
    steps: [
      { send: 'GET /api/199901/inventory', receive: '404\n\n{"error": "…199901…"}' },
      { send: 'GET /api/2024-12/inventory', receive: '404\n\n{"error": "…2024-12…"}' },
    ],
  },
  {
    name: 'a shop can answer another version, and then not the default one',
    lines: ['T2'],
    shop: { apiVersion: '202506' },
    steps: [
      {
        send: 'GET /api/202506/inventory?limit=1',
        receive: `200
          Link: <https://acme.genmystore.com/api/202506/inventory?limit=1&pageToken=$next>; rel=next

          {"inventories": [{"…": "…"}]}`,
      },
      { send: 'GET /api/202412/inventory', receive: '404\n\n{"error": "…202412…"}' },
    ],
  },
  {
    name: 'other paths are not found',
    lines: ['E1', 'E2', 'E3', 'C17'],
    live: 'read',
    steps: [
      { send: 'GET /api/202412/warehouses-of-nobody', receive: '404\n\n{"error": "…"}' },
      { send: 'GET /api/202412/Inventory', receive: '404\n\n{"error": "…"}' },
      { send: 'GET /api/202412/inventory/', receive: '404\n\n{"error": "…"}' },
      { send: 'GET /api/202412//inventory', receive: '404\n\n{"error": "…"}' },
      { send: 'GET /api/202412', receive: '404\n\n{"error": "…"}' },
      {
        send: 'GET /api/202412/inventory/107362030756584/50002',
        receive: '404\n\n{"error": "…"}',
      },
    ],
  },
  {
    name: 'the collection takes GET alone',
    lines: ['E3', 'T12', 'C17'],
    steps: ['POST', 'PUT', 'PATCH', 'DELETE'].map((method) => ({
      send: `${method} /api/202412/inventory`,
      receive: `405
        Allow: GET

        {"error": "…${method}…"}`,
    })),
  },
  {
    name: 'connect takes POST alone',
    lines: ['E1', 'T12', 'C17'],
    steps: ['GET', 'PUT', 'PATCH', 'DELETE'].map((method) => ({
      send: `${method} /api/202412/inventory/connect`,
      receive: `405
        Allow: POST

        {"error": "…${method}…"}`,
    })),
  },
  {
    name: 'a variant takes PUT alone',
    lines: ['E2', 'T12', 'C17'],
    steps: ['GET', 'POST', 'PATCH', 'DELETE'].map((method) => ({
      send: `${method} /api/202412/inventory/107362030756584`,
      receive: `405
        Allow: PUT

        {"error": "…${method}…"}`,
    })),
  },
  {
    name: 'HEAD is refused too, without a body',
    lines: ['E3', 'C17'],
    steps: [{ send: 'HEAD /api/202412/inventory', receive: '405\nAllow: GET' }],
  },
];
