import type { ContractCase } from '../contract-case.ts';

const LONG = '9'.repeat(40);

/** What ids may be. */
export const IDS: readonly ContractCase[] = [
  {
    name: 'ids of more digits than a number holds come back as they are',
    lines: ['T6', 'E4'],
    shop: {
      seed: { levels: [{ variantId: LONG, locationId: '90071992547409931', available: 4 }] },
    },
    steps: [
      {
        send: `PUT /api/202412/inventory/9999999999999999999999999999999999999999

          {"inventory": {"locationId": "90071992547409931", "available": 3}}`,
        receive: `200

          {"inventory": {"variantId": "9999999999999999999999999999999999999999",
            "locationId": "90071992547409931", "available": "3", "…": "…"}}`,
      },
      {
        send: 'GET /api/202412/inventory?locationIds=90071992547409931',
        receive: `200

          {"inventories": [{"variantId": "9999999999999999999999999999999999999999",
            "locationId": "90071992547409931", "available": "3", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/inventory?locationIds=90071992547409932',
        receive: '200\n\n{"inventories": []}',
      },
    ],
  },
  {
    name: 'ids of 1 to 64 letters, digits, _ or - are taken',
    lines: ['C1'],
    shop: {
      seed: {
        variants: ['T-shirt_M', 'a'.repeat(64)],
        levels: [{ variantId: 'T-shirt_M', locationId: 'paris', available: 1 }],
      },
    },
    steps: [
      {
        send: 'PUT /api/202412/inventory/T-shirt_M\n\n{"inventory": {"locationId": "paris", "available": 2}}',
        receive:
          '200\n\n{"inventory": {"variantId": "T-shirt_M", "locationId": "paris", "…": "…"}}',
      },
      {
        send: `POST /api/202412/inventory/connect

          {"inventory": {"variantId": "${'a'.repeat(64)}", "locationId": "paris"}}`,
        receive: `201\n\n{"inventory": {"variantId": "${'a'.repeat(64)}", "…": "…"}}`,
      },
    ],
  },
  {
    name: 'other texts are no ids',
    lines: ['C1', 'C18'],
    steps: ['', ' 1', '1 ', '1,2', '1/2', 'é', 'a.b', 'a'.repeat(65)].flatMap((id) => [
      {
        send: `POST /api/202412/inventory/connect

          {"inventory": {"variantId": "${id}", "locationId": "50004"}}`,
        receive: '400\n\n{"error": "inventory.variantId …"}',
      },
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "${id}", "available": 1}}`,
        receive: '400\n\n{"error": "inventory.locationId …"}',
      },
    ]),
  },
  {
    name: 'an id that is no text is refused, however many digits it has',
    lines: ['T6', 'C1', 'C18'],
    steps: ['50004', '107362030756584', '90071992547409931234', 'null', 'true', '["1"]'].flatMap(
      (value) => [
        {
          send: `POST /api/202412/inventory/connect

            {"inventory": {"variantId": ${value}, "locationId": "50004"}}`,
          receive: '400\n\n{"error": "inventory.variantId …"}',
        },
        {
          send: `PUT /api/202412/inventory/107362030756584

            {"inventory": {"locationId": ${value}, "available": 1}}`,
          receive: '400\n\n{"error": "inventory.locationId …"}',
        },
      ],
    ),
  },
  {
    name: 'a variant in the path is read without its escapes, and is never part of the path',
    lines: ['C1', 'E2', 'C17'],
    steps: [
      {
        send: `PUT /api/202412/inventory/%31%30%37362030756584

          {"inventory": {"locationId": "50002", "available": 1}}`,
        receive:
          '200\n\n{"inventory": {"variantId": "107362030756584", "available": "1", "…": "…"}}',
      },
      {
        send: `PUT /api/202412/inventory/107%2F1

          {"inventory": {"locationId": "50002", "available": 1}}`,
        receive: '404\n\n{"error": "…variantId…"}',
      },
    ],
  },
];
