import type { ContractCase, Exchange } from '../contract-case.ts';

const FIRST_PAGE: Exchange = {
  send: 'GET /api/202412/inventory?limit=1',
  receive: `200
    Link: <…pageToken=$next>; rel=next

    {"inventories": [{"variantId": "107362030756584", "locationId": "50002", "…": "…"}]}`,
};

/** How long cursors live, and what they point to when levels come and go. */
export const CURSORS: readonly ContractCase[] = [
  {
    name: 'a cursor can be used for an hour, more than once',
    lines: ['T20', 'C20'],
    steps: [
      FIRST_PAGE,
      { passes: 60 * 60 * 1000 },
      {
        send: 'GET /api/202412/inventory?limit=1&pageToken=$next',
        receive: '200\n\n{"inventories": [{"locationId": "50003", "…": "…"}]}',
        times: 2,
      },
    ],
  },
  {
    name: 'a cursor of more than an hour ago is refused',
    lines: ['T20', 'C20'],
    steps: [
      FIRST_PAGE,
      { passes: 60 * 60 * 1000 + 1 },
      {
        send: 'GET /api/202412/inventory?limit=1&pageToken=$next',
        receive: '400\n\n{"error": "pageToken …"}',
      },
    ],
  },
  {
    name: 'a level that changes between two pages keeps its place',
    lines: ['C22'],
    steps: [
      FIRST_PAGE,
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002", "available": 1}}`,
        receive: '200\n\n{"inventory": {"…": "…"}}',
      },
      {
        send: 'GET /api/202412/inventory?pageToken=$next',
        receive: `200

          {"inventories": [
            {"variantId": "107362030756584", "locationId": "50003", "…": "…"},
            {"variantId": "107362030756585", "locationId": "50002", "…": "…"}]}`,
      },
    ],
  },
  {
    name: 'a level that is connected between two pages comes last',
    lines: ['C22', 'T19'],
    steps: [
      FIRST_PAGE,
      {
        send: `POST /api/202412/inventory/connect

          {"inventory": {"variantId": "107362030756586", "locationId": "50004"}}`,
        receive: '201\n\n{"inventory": {"…": "…"}}',
      },
      {
        send: 'GET /api/202412/inventory?pageToken=$next',
        receive: `200

          {"inventories": [
            {"variantId": "107362030756584", "locationId": "50003", "…": "…"},
            {"variantId": "107362030756585", "locationId": "50002", "…": "…"},
            {"variantId": "107362030756586", "locationId": "50004", "…": "…"}]}`,
      },
    ],
  },
  {
    name: 'a level that is taken away between two pages is left out, and no other one is',
    lines: ['C22', 'T19'],
    shop: {
      seed: { levels: ['1', '2', '3'].map((variantId) => ({ variantId, locationId: 'a' })) },
    },
    steps: [
      {
        send: 'GET /api/202412/inventory?limit=1',
        receive: `200
          Link: <…pageToken=$next>; rel=next

          {"inventories": [{"variantId": "1", "…": "…"}]}`,
      },
      { happens: { type: 'variant.disconnected', variantId: '1', locationId: 'a' } },
      { happens: { type: 'variant.disconnected', variantId: '2', locationId: 'a' } },
      {
        send: 'GET /api/202412/inventory?pageToken=$next',
        receive: '200\n\n{"inventories": [{"variantId": "3", "…": "…"}]}',
      },
    ],
  },
];
