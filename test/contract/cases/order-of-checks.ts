import type { ContractCase } from '../contract-case.ts';

/** Of several things that are wrong, which one is told. */
export const ORDER_OF_CHECKS: readonly ContractCase[] = [
  {
    name: 'the token comes before version, path, method and body',
    lines: ['C17'],
    live: 'read',
    steps: ['GET /api/199901/inventory', 'GET /api/202412/inventory?limit=0'].map((request) => ({
      send: `${request}
        X-Genstore-Access-Token: wrong-token`,
      receive: '401\n\n{"error": "…"}',
    })),
  },
  {
    name: 'version and path come before the method',
    lines: ['C17'],
    steps: [
      { send: 'DELETE /api/199901/inventory', receive: '404\n\n{"error": "…"}' },
      { send: 'DELETE /api/202412/orders', receive: '404\n\n{"error": "…"}' },
    ],
  },
  {
    name: 'the method comes before the query and the body',
    lines: ['C17'],
    steps: [
      { send: 'DELETE /api/202412/inventory?limit=0', receive: '405\n\n{"error": "…"}' },
      {
        send: 'POST /api/202412/inventory/107362030756584\n\n{}',
        receive: '405\n\n{"error": "…"}',
      },
    ],
  },
  {
    name: 'the body comes before the variant and the location',
    lines: ['C17'],
    steps: [
      { send: 'PUT /api/202412/inventory/999\n\n{}', receive: '400\n\n{"error": "…"}' },
      {
        send: 'PUT /api/202412/inventory/999\n\n{"inventory": {"locationId": "999", "committed": 1}}',
        receive: '400\n\n{"error": "…"}',
      },
    ],
  },
  {
    name: 'the variant comes before the location, and both come before the stock',
    lines: ['C17', 'C19'],
    steps: [
      {
        send: 'PUT /api/202412/inventory/999\n\n{"inventory": {"locationId": "998", "available": -1}}',
        receive: '404\n\n{"error": "variantId 999 …"}',
      },
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "998", "available": -1}}`,
        receive: '404\n\n{"error": "locationId 998 …"}',
      },
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50004", "available": -1}}`,
        receive: '404\n\n{"error": "…50004…"}',
      },
    ],
  },
];
