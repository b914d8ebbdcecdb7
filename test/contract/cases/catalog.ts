import type { FakeSeed } from '../../../src/testing/index.ts';
import type { ContractCase } from '../contract-case.ts';

/** A shop whose variants and warehouses have names. */
export const NAMED: FakeSeed = {
  variants: [
    {
      variantId: '107362030756584',
      productId: '102744460756584',
      sku: 'P001',
      barcode: 'AXOYX49XOPEX6',
      handle: 'shirt',
      options: [
        { name: 'size', value: 'L' },
        { name: 'colour', value: 'red' },
      ],
    },
    { variantId: '107362030756585', productId: '102744460756584', sku: 'p001' },
    '107362030756586',
  ],
  locations: ['50002', { locationId: '50003', name: 'Berlin' }],
  levels: [
    { variantId: '107362030756584', locationId: '50002', available: 666, committed: 4 },
    {
      variantId: '107362030756584',
      locationId: '50003',
      available: -1,
      committed: 1,
      oversell: 'continue',
    },
  ],
};

const P001 = `{"productId": "102744460756584", "variantId": "107362030756584", "sku": "P001",
  "barcode": "AXOYX49XOPEX6", "inventoryManagement": "true",
  "inventoryQuantities": [{"locationId": "50002", "available": "666"},
    {"locationId": "50003", "available": "-1"}],
  "options": [{"name": "size", "position": "1", "value": {"name": "L", "position": "1"}},
    {"name": "colour", "position": "2", "value": {"name": "red", "position": "1"}}],
  "isDisabled": "false"}`;

/** Warehouses, products, variants and scopes: what the names of people stand for. */
export const CATALOG: readonly ContractCase[] = [
  {
    name: 'a token is told its scopes, as a list written as text, and needs none for it',
    lines: ['O1', 'O13', 'E16', 'O10'],
    shop: {
      scopes: ['write_inventory', 'read_products'],
      accessTokens: { 'other-token': [] },
    },
    steps: [
      {
        send: 'GET /api/202412/oauth2/access_scopes',
        receive: '200\n\n{"accessScopes": "[write_inventory,read_products]"}',
      },
      {
        send: `GET /api/202412/oauth2/access_scopes
          X-Genstore-Access-Token: other-token`,
        receive: '200\n\n{"accessScopes": "[]"}',
      },
    ],
  },
  {
    name: 'warehouses have an id and a name',
    lines: ['O3', 'O4', 'O12', 'C31'],
    shop: { seed: NAMED },
    steps: [
      {
        send: 'GET /api/202412/shops/locations',
        receive: `200
          Link: (none)

          {"locations": [{"locationId": "50002", "name": "50002"},
            {"locationId": "50003", "name": "Berlin"}]}`,
      },
      {
        send: 'GET /api/202412/shops/locations/50003',
        receive: '200\n\n{"location": {"locationId": "50003", "name": "Berlin"}}',
      },
      { send: 'GET /api/202412/shops/locations/count', receive: '200\n\n{"count": 2}' },
    ],
  },
  {
    name: 'products come in the order of their variants, and a variant without one is a product of its own',
    lines: ['O6', 'O11', 'C31'],
    shop: { seed: NAMED },
    steps: [
      {
        send: 'GET /api/202412/products',
        receive: `200
          Link: (none)

          {"products": [
            {"productId": "102744460756584", "handle": "shirt", "title": "shirt"},
            {"productId": "107362030756586", "handle": "107362030756586",
              "title": "107362030756586"}]}`,
      },
    ],
  },
  {
    name: 'a product lists its variants, with SKU, options and what is available',
    lines: ['O7', 'O5', 'T7'],
    shop: { seed: NAMED },
    steps: [
      {
        send: 'GET /api/202412/products/102744460756584/variants',
        receive: `200
          Link: (none)

          {"productVariants": [${P001}, {"variantId": "107362030756585", "sku": "p001",
            "barcode": "", "inventoryQuantities": [], "options": [], "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/products/107362030756586/variants',
        receive: `200

          {"productVariants": [{"variantId": "107362030756586", "sku": "", "…": "…"}]}`,
      },
    ],
  },
  {
    name: 'a variant is found by its id, in its envelope',
    lines: ['O5', 'T9'],
    shop: { seed: NAMED },
    steps: [
      {
        send: 'GET /api/202412/variants/107362030756584',
        receive: `200

          {"productVariant": ${P001}}`,
      },
    ],
  },
  {
    name: 'lists of the catalog have pages, of which cursors lead to the next and the previous one',
    lines: ['C32', 'O3', 'O6', 'T17', 'T18', 'T19'],
    shop: { seed: NAMED },
    steps: [
      {
        send: 'GET /api/202412/shops/locations?limit=1',
        receive: `200
          Link: <https://acme.genmystore.com/api/202412/shops/locations?limit=1&pageToken=$next>; rel=next

          {"locations": [{"locationId": "50002", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/shops/locations?limit=1&pageToken=$next',
        receive: `200
          Link: <https://acme.genmystore.com/api/202412/shops/locations?limit=1&pageToken=$back>; rel=previous

          {"locations": [{"locationId": "50003", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/shops/locations?pageToken=$back',
        receive: '200\n\n{"locations": [{"locationId": "50002", "…": "…"}]}',
      },
      {
        send: 'GET /api/202412/products/102744460756584/variants?limit=1',
        receive: `200
          Link: <https://acme.genmystore.com/api/202412/products/102744460756584/variants?limit=1&pageToken=$more>; rel=next

          {"productVariants": [{"variantId": "107362030756584", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/products/102744460756584/variants?limit=1&pageToken=$more',
        receive: '200\n\n{"productVariants": [{"variantId": "107362030756585", "…": "…"}]}',
      },
    ],
  },
];
