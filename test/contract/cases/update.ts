import type { ContractCase } from '../contract-case.ts';

/** `PUT /inventory/{variantId}`, where it is accepted. Before: 12 + 3 + 2 on hand, 8 incoming. */
export const UPDATES: readonly ContractCase[] = [
  {
    name: 'an update sets available to the value given, and answers with the level',
    lines: ['E2', 'E10', 'T8', 'T10', 'C5', 'C6', 'C8', 'E6', 'E7'],
    steps: [
      { passes: 1500 },
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002", "available": 7}}`,
        receive: `200

          {"inventory": {"productId": "8589934859", "variantId": "107362030756584",
            "locationId": "50002", "available": "7", "committed": "3", "unavailable": "2",
            "incoming": "8", "onHand": "12", "updateTime": "2026-03-01T10:00:01.500Z"}}`,
      },
      {
        send: 'GET /api/202412/inventory',
        receive: `200

          {"inventories": [
            {"productId": "8589934859", "variantId": "107362030756584", "locationId": "50002",
              "available": "7", "committed": "3", "unavailable": "2", "incoming": "8",
              "onHand": "12", "updateTime": "2026-03-01T10:00:01.500Z"},
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
    name: 'each quantity can be set alone, and the others stay',
    lines: ['C5', 'C6', 'E10', 'M6'],
    steps: [
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002", "unavailable": 6}}`,
        receive: `200

          {"inventory": {"available": "12", "committed": "3", "unavailable": "6",
            "incoming": "8", "onHand": "21", "…": "…"}}`,
      },
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002", "incoming": 1}}`,
        receive: `200

          {"inventory": {"available": "12", "committed": "3", "unavailable": "6",
            "incoming": "1", "onHand": "21", "…": "…"}}`,
      },
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002", "onHand": 30}}`,
        receive: `200

          {"inventory": {"available": "21", "committed": "3", "unavailable": "6",
            "incoming": "1", "onHand": "30", "…": "…"}}`,
      },
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002", "available": 0}}`,
        receive: `200

          {"inventory": {"available": "0", "committed": "3", "unavailable": "6",
            "incoming": "1", "onHand": "9", "…": "…"}}`,
      },
    ],
  },
  {
    name: 'several quantities are set at once, and on-hand next to unavailable moves available',
    lines: ['C6', 'E10', 'M7'],
    steps: [
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002", "available": 1, "unavailable": 0, "incoming": 4}}`,
        receive: `200

          {"inventory": {"available": "1", "committed": "3", "unavailable": "0",
            "incoming": "4", "onHand": "4", "…": "…"}}`,
      },
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002", "onHand": 20, "unavailable": 5}}`,
        receive: `200

          {"inventory": {"available": "12", "committed": "3", "unavailable": "5",
            "incoming": "4", "onHand": "20", "…": "…"}}`,
      },
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002", "available": 2, "onHand": 10, "unavailable": 5}}`,
        receive: '200\n\n{"inventory": {"available": "2", "onHand": "10", "…": "…"}}',
      },
    ],
  },
  {
    name: 'the same update again leaves the same level: PUT is idempotent',
    lines: ['T13'],
    steps: [
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002", "onHand": 10}}`,
        receive: `200

          {"inventory": {"available": "5", "committed": "3", "unavailable": "2",
            "incoming": "8", "onHand": "10", "…": "…"}}`,
        times: 3,
      },
    ],
  },
  {
    name: 'an update concerns one location, whatever the variant has elsewhere',
    lines: ['E10', 'E4', 'C8'],
    steps: [
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50003", "available": 99}}`,
        receive: '200\n\n{"inventory": {"locationId": "50003", "available": "99", "…": "…"}}',
      },
      {
        send: 'GET /api/202412/inventory?variantIds=107362030756584',
        receive: `200

          {"inventories": [
            {"locationId": "50002", "available": "12", "…": "…"},
            {"locationId": "50003", "available": "99", "…": "…"}]}`,
      },
    ],
  },
  {
    name: 'the largest number that is exact can be set, and comes back digit by digit',
    lines: ['T7', 'T8'],
    steps: [
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50003", "available": 9007199254740991}}`,
        receive: `200

          {"inventory": {"available": "9007199254740991", "onHand": "9007199254740991",
            "…": "…"}}`,
      },
    ],
  },
  {
    name: 'a level can be set to what it is, and stays so',
    lines: ['T13', 'E10', 'T8'],
    live: 'write',
    steps: [
      {
        send: 'GET /api/202412/inventory?variantIds=107362030756584&locationIds=50002',
        receive: `200

          {"inventories": [{"available": "$available", "committed": "$committed",
            "onHand": "$onHand", "…": "…"}]}`,
      },
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002", "available": $available}}`,
        receive: `200

          {"inventory": {"variantId": "107362030756584", "locationId": "50002",
            "available": "$available", "committed": "$committed", "onHand": "$onHand",
            "…": "…"}}`,
      },
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002", "onHand": $onHand}}`,
        receive: '200\n\n{"inventory": {"available": "$available", "onHand": "$onHand", "…": "…"}}',
      },
    ],
  },
];
