import type { ContractCase } from '../contract-case.ts';

/** Who asks. */
export const TOKENS: readonly ContractCase[] = [
  {
    name: 'a request without a token is refused with 401',
    lines: ['T3', 'T11', 'T12'],
    live: 'read',
    steps: [
      {
        send: `GET /api/202412/inventory
          X-Genstore-Access-Token: (none)`,
        receive: '401\n\n{"error": "…X-Genstore-Access-Token…"}',
      },
    ],
  },
  {
    name: 'a token of another shop is refused with 401',
    lines: ['T3', 'C15'],
    live: 'read',
    steps: ['wrong-token', 'Test-Token', 'test-toke', 'test-token2', '!#~'].map((token) => ({
      send: `GET /api/202412/inventory
        X-Genstore-Access-Token: ${token}`,
      receive: '401\n\n{"error": "…X-Genstore-Access-Token…"}',
    })),
  },
  {
    name: 'a token in another header or in the query does not count',
    lines: ['T3'],
    live: 'read',
    steps: [
      {
        send: `GET /api/202412/inventory
          X-Genstore-Access-Token: (none)
          Authorization: Bearer some-token`,
        receive: '401\n\n{"error": "…"}',
      },
      {
        send: `GET /api/202412/inventory?accessToken=some-token
          X-Genstore-Access-Token: (none)`,
        receive: '401\n\n{"error": "…"}',
      },
    ],
  },
  {
    name: 'the name of the header is read in any case',
    lines: ['T3'],
    live: 'read',
    steps: [
      {
        send: `GET /api/202412/inventory?limit=1
          X-GENSTORE-ACCESS-TOKEN: test-token`,
        receive: '200\n\n{"inventories": [{"…": "…"}, "…"]}',
      },
    ],
  },
  {
    name: 'a write without a token changes nothing',
    lines: ['T3', 'C17'],
    steps: [
      {
        send: `PUT /api/202412/inventory/107362030756584
          X-Genstore-Access-Token: (none)

          {"inventory": {"locationId": "50002", "available": 99}}`,
        receive: '401\n\n{"error": "…"}',
      },
      {
        send: 'GET /api/202412/inventory?variantIds=107362030756584&locationIds=50002',
        receive: '200\n\n{"inventories": [{"available": "12", "onHand": "17", "…": "…"}]}',
      },
    ],
  },
  {
    name: 'an offline token still works after ten years',
    lines: ['T4'],
    steps: [
      { passes: 10 * 365 * 24 * 60 * 60 * 1000 },
      {
        send: 'GET /api/202412/inventory?limit=1',
        receive: '200\n\n{"inventories": [{"…": "…"}]}',
      },
    ],
  },
  {
    name: 'the id of a request is in its answer, refused or not',
    lines: ['C10'],
    live: 'read',
    steps: [
      {
        send: 'GET /api/202412/inventory?limit=1',
        receive: '200\nX-Request-Id: $one\n\n{"…": "…"}',
      },
      {
        send: `GET /api/202412/inventory
          X-Genstore-Access-Token: (none)`,
        receive: '401\nX-Request-Id: $other\n\n{"error": "…"}',
      },
      { send: 'GET /api/199901/inventory', receive: '404\nX-Request-Id: $third\n\n{"error": "…"}' },
    ],
  },
];
