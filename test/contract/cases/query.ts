import type { ContractCase } from '../contract-case.ts';

/** `GET /inventory`: what is in a page, and which levels a filter lets through. */
export const QUERIES: readonly ContractCase[] = [
  {
    name: 'a query answers with the levels of all locations, in the order of their connection',
    lines: ['E3', 'E14', 'E5', 'E6', 'E7', 'C22', 'T7'],
    steps: [
      {
        send: 'GET /api/202412/inventory',
        receive: `200
          Link: (none)

          {"inventories": [
            {"productId": "8589934859", "variantId": "107362030756584", "locationId": "50002",
              "available": "12", "committed": "3", "unavailable": "2", "incoming": "8",
              "onHand": "17", "updateTime": "2026-03-01T10:00:00.000Z"},
            {"productId": "8589934859", "variantId": "107362030756584", "locationId": "50003",
              "available": "5", "committed": "0", "unavailable": "0", "incoming": "0",
              "onHand": "5", "updateTime": "2026-03-01T10:00:00.000Z"},
            {"variantId": "107362030756585", "locationId": "50002",
              "available": "0", "committed": "0", "unavailable": "0", "incoming": "0",
              "onHand": "0", "updateTime": "2026-03-01T10:00:00.000Z"}]}`,
      },
    ],
  },
  {
    name: 'a shop without levels answers with an empty array',
    lines: ['E14'],
    shop: { seed: {} },
    steps: [
      {
        send: 'GET /api/202412/inventory',
        receive: '200\nLink: (none)\n\n{"inventories": []}',
      },
    ],
  },
  {
    name: 'an inventory object has the fields and the spelling of the contract',
    lines: ['E6', 'E14', 'T7', 'T6'],
    live: 'read',
    steps: [
      {
        send: 'GET /api/202412/inventory?limit=250',
        receive: `200

          {"inventories": [{"variantId": "…", "locationId": "…", "available": "…",
            "committed": "…", "unavailable": "…", "incoming": "…", "onHand": "…", "…": "…"}, "…"],
            "…": "…"}`,
      },
    ],
  },
  {
    name: 'filters choose by variant, by location, and by both',
    lines: ['E15'],
    steps: [
      {
        send: 'GET /api/202412/inventory?variantIds=107362030756584',
        receive: `200

          {"inventories": [
            {"variantId": "107362030756584", "locationId": "50002", "…": "…"},
            {"variantId": "107362030756584", "locationId": "50003", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/inventory?locationIds=50002',
        receive: `200

          {"inventories": [
            {"variantId": "107362030756584", "locationId": "50002", "…": "…"},
            {"variantId": "107362030756585", "locationId": "50002", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/inventory?variantIds=107362030756584&locationIds=50003',
        receive: `200

          {"inventories": [
            {"variantId": "107362030756584", "locationId": "50003", "…": "…"}]}`,
      },
    ],
  },
  {
    name: 'a filter is a list with commas, in any order, and names nothing twice',
    lines: ['E15', 'C22'],
    steps: [
      {
        send: 'GET /api/202412/inventory?variantIds=107362030756585,107362030756584,107362030756585&locationIds=50003,50002',
        receive: `200

          {"inventories": [
            {"variantId": "107362030756584", "locationId": "50002", "…": "…"},
            {"variantId": "107362030756584", "locationId": "50003", "…": "…"},
            {"variantId": "107362030756585", "locationId": "50002", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/inventory?locationIds=50003%2C50004',
        receive: '200\n\n{"inventories": [{"locationId": "50003", "…": "…"}]}',
      },
    ],
  },
  {
    name: 'a filter for what is not connected, or not there, finds nothing',
    lines: ['E15'],
    steps: [
      'variantIds=107362030756586',
      'locationIds=50004',
      'variantIds=999',
      'variantIds=107362030756585&locationIds=50003',
    ].map((query) => ({
      send: `GET /api/202412/inventory?${query}`,
      receive: '200\nLink: (none)\n\n{"inventories": []}',
    })),
  },
  {
    name: 'both filters together find one level at most',
    lines: ['E15', 'E4'],
    live: 'read',
    steps: [
      {
        send: 'GET /api/202412/inventory?variantIds=107362030756584&locationIds=50002',
        receive: `200

          {"inventories": [{"variantId": "107362030756584", "locationId": "50002", "…": "…"}],
            "…": "…"}`,
      },
    ],
  },
];
