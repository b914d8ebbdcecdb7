import type { ContractCase } from '../contract-case.ts';

/** `POST /inventory/connect`. */
export const CONNECTS: readonly ContractCase[] = [
  {
    name: 'connect opens a level with zeros, and answers with it',
    lines: ['E1', 'E5', 'E6', 'E7', 'E8', 'C7', 'C8', 'T10'],
    steps: [
      { passes: 60_000 },
      {
        send: `POST /api/202412/inventory/connect

          {"inventory": {"variantId": "107362030756584", "locationId": "50004"}}`,
        receive: `201

          {"inventory": {"productId": "8589934859", "variantId": "107362030756584",
            "locationId": "50004", "available": "0", "committed": "0", "unavailable": "0",
            "incoming": "0", "onHand": "0", "updateTime": "2026-03-01T10:01:00.000Z"}}`,
      },
      {
        send: 'GET /api/202412/inventory?locationIds=50004',
        receive: `200

          {"inventories": [{"productId": "8589934859", "variantId": "107362030756584",
            "locationId": "50004", "available": "0", "committed": "0", "unavailable": "0",
            "incoming": "0", "onHand": "0", "updateTime": "2026-03-01T10:01:00.000Z"}]}`,
      },
    ],
  },
  {
    name: 'a level of a variant without a product has no productId',
    lines: ['E5', 'E6', 'E8'],
    steps: [
      {
        send: `POST /api/202412/inventory/connect

          {"inventory": {"variantId": "107362030756586", "locationId": "50002"}}`,
        receive: `201

          {"inventory": {"variantId": "107362030756586", "locationId": "50002",
            "available": "0", "committed": "0", "unavailable": "0", "incoming": "0",
            "onHand": "0", "updateTime": "2026-03-01T10:00:00.000Z"}}`,
      },
    ],
  },
  {
    name: 'connecting a second time is refused: POST is not idempotent',
    lines: ['E9', 'T13'],
    steps: [
      {
        send: `POST /api/202412/inventory/connect

          {"inventory": {"variantId": "107362030756586", "locationId": "50004"}}`,
        receive: '201\n\n{"inventory": {"available": "0", "…": "…"}}',
      },
      {
        send: `POST /api/202412/inventory/connect

          {"inventory": {"variantId": "107362030756586", "locationId": "50004"}}`,
        receive: '409\n\n{"error": "…107362030756586…50004…"}',
      },
    ],
  },
  {
    name: 'a link that exists is refused with 409, and its stock stays',
    lines: ['E9', 'C19'],
    live: 'write',
    steps: [
      {
        send: 'GET /api/202412/inventory?variantIds=107362030756584&locationIds=50002',
        receive:
          '200\n\n{"inventories": [{"available": "$available", "onHand": "$onHand", "…": "…"}]}',
      },
      {
        send: `POST /api/202412/inventory/connect

          {"inventory": {"variantId": "107362030756584", "locationId": "50002"}}`,
        receive: '409\n\n{"error": "…107362030756584…50002…"}',
      },
      {
        send: 'GET /api/202412/inventory?variantIds=107362030756584&locationIds=50002',
        receive:
          '200\n\n{"inventories": [{"available": "$available", "onHand": "$onHand", "…": "…"}]}',
      },
    ],
  },
  {
    name: 'an unknown variant or location is refused with 404',
    lines: ['E9', 'C17'],
    live: 'write',
    steps: [
      {
        send: `POST /api/202412/inventory/connect

          {"inventory": {"variantId": "999", "locationId": "50002"}}`,
        receive: '404\n\n{"error": "variantId 999 …"}',
      },
      {
        send: `POST /api/202412/inventory/connect

          {"inventory": {"variantId": "107362030756584", "locationId": "999"}}`,
        receive: '404\n\n{"error": "locationId 999 …"}',
      },
    ],
  },
  {
    name: 'connect without one of its ids is refused',
    lines: ['E8', 'C18'],
    live: 'write',
    steps: [
      {
        send: 'POST /api/202412/inventory/connect\n\n{"inventory": {"locationId": "50004"}}',
        receive: '400\n\n{"error": "inventory.variantId …"}',
      },
      {
        send: `POST /api/202412/inventory/connect

          {"inventory": {"variantId": "107362030756584"}}`,
        receive: '400\n\n{"error": "inventory.locationId …"}',
      },
    ],
  },
  {
    name: 'a level that is connected gets the overselling policy of its variant',
    lines: ['C21', 'M12'],
    shop: {
      seed: { variants: [{ variantId: '1', oversell: 'continue' }, '3'], locations: ['2'] },
    },
    steps: [
      {
        send: 'POST /api/202412/inventory/connect\n\n{"inventory": {"variantId": "1", "locationId": "2"}}',
        receive: '201\n\n{"inventory": {"…": "…"}}',
      },
      {
        send: 'PUT /api/202412/inventory/1\n\n{"inventory": {"locationId": "2", "available": -4, "unavailable": 4}}',
        receive: '200\n\n{"inventory": {"available": "-4", "onHand": "0", "…": "…"}}',
      },
      {
        send: 'POST /api/202412/inventory/connect\n\n{"inventory": {"variantId": "3", "locationId": "2"}}',
        receive: '201\n\n{"inventory": {"…": "…"}}',
      },
      {
        send: 'PUT /api/202412/inventory/3\n\n{"inventory": {"locationId": "2", "available": -4, "unavailable": 4}}',
        receive: '400\n\n{"error": "available …"}',
      },
    ],
  },
];
