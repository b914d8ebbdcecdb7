import type { ContractCase, Exchange } from '../contract-case.ts';
import { NAMED } from './catalog.ts';

const PATHS = [
  '/shops/locations',
  '/shops/locations/count',
  '/shops/locations/50003',
  '/products',
  '/products/102744460756584/variants',
  '/variants/107362030756584',
  '/oauth2/access_scopes',
];

function refused(status: number, path: string, words = '…'): Exchange {
  return { send: `GET /api/202412${path}`, receive: `${status}\n\n{"error": "${words}"}` };
}

/** What the catalog does not answer. */
export const CATALOG_REFUSALS: readonly ContractCase[] = [
  {
    name: 'the catalog can be read, and not written',
    lines: ['O3', 'O5', 'O6', 'O7', 'T12', 'C17'],
    shop: { seed: NAMED },
    steps: PATHS.flatMap((path) =>
      ['POST', 'PUT', 'DELETE'].map((method) => ({
        send: `${method} /api/202412${path}`,
        receive: `405
          Allow: GET

          {"error": "…${method}…"}`,
      })),
    ),
  },
  {
    name: 'what is not in the catalog is not found',
    lines: ['O3', 'O5', 'O7', 'C17'],
    shop: { seed: NAMED },
    steps: [
      refused(404, '/shops/locations/50009', '…50009…'),
      refused(404, '/variants/999', '…999…'),
      refused(404, '/products/999/variants', '…999…'),
      refused(404, '/products/102744460756584'),
      refused(404, '/products/'),
      refused(404, '/products//variants'),
      refused(404, '/variants'),
      refused(404, '/shops'),
      refused(404, '/shops/locations/50003/name'),
      refused(404, '/oauth2/access_scopes/1'),
    ],
  },
  {
    name: 'products and variants need read_products, warehouses need read_shops',
    lines: ['O4', 'O6', 'O10', 'E16'],
    shop: { seed: NAMED, scopes: ['write_inventory', 'write_apps'] },
    steps: [
      refused(403, '/products', '…read_products…'),
      refused(403, '/products/102744460756584/variants', '…read_products…'),
      refused(403, '/variants/107362030756584', '…read_products…'),
      refused(403, '/shops/locations', '…read_shops…'),
      refused(403, '/shops/locations/count', '…read_shops…'),
    ],
  },
  {
    name: 'to write products and shops includes to read them',
    lines: ['E16', 'O10'],
    shop: { seed: NAMED, scopes: ['write_products', 'write_shops'] },
    steps: [
      { send: 'GET /api/202412/products', receive: '200\n\n{"products": [{"…": "…"}, "…"]}' },
      {
        send: 'GET /api/202412/shops/locations',
        receive: '200\n\n{"locations": [{"…": "…"}, "…"]}',
      },
      refused(403, '/inventory', '…read_inventory…'),
    ],
  },
  {
    name: 'a list of the catalog refuses parameters that it does not know, and limits that are none',
    lines: ['C32', 'T17'],
    shop: { seed: NAMED },
    steps: [
      refused(400, '/products?limit=0', '…limit…'),
      refused(400, '/products?limit=251', '…limit…'),
      refused(400, '/products?limit=1&limit=2', '…limit…'),
      refused(400, '/products?sinceId=1', '…sinceId…'),
      refused(400, '/shops/locations?name=Berlin', '…name…'),
      refused(400, '/shops/locations?pageToken=', '…pageToken…'),
      refused(400, '/shops/locations/count?limit=1', '…limit…'),
      refused(400, '/oauth2/access_scopes?x=1', '…x…'),
    ],
  },
  {
    name: 'a cursor leads through the list that gave it out, and no other',
    lines: ['C32', 'C20'],
    shop: { seed: NAMED },
    steps: [
      {
        send: 'GET /api/202412/shops/locations?limit=1',
        receive: `200
          Link: <https://acme.genmystore.com/api/202412/shops/locations?limit=1&pageToken=$next>; rel=next

          {"locations": [{"…": "…"}]}`,
      },
      refused(400, '/products?pageToken=$next', '…pageToken…'),
      refused(400, '/inventory?pageToken=$next', '…pageToken…'),
      refused(400, '/shops/locations?pageToken=nonsense', '…pageToken…'),
      { passes: 3_600_001 },
      refused(400, '/shops/locations?pageToken=$next', '…pageToken…'),
    ],
  },
  {
    name: 'reading the catalog takes from the bucket like all else',
    lines: ['T14', 'C23'],
    shop: { seed: NAMED, rateLimit: { capacity: 1 } },
    steps: [
      {
        send: 'GET /api/202412/shops/locations/count',
        receive: `200
          X-Genstore-Shop-Api-Rate-Limit: 1/1

          {"count": 2}`,
      },
      refused(429, '/oauth2/access_scopes'),
    ],
  },
];
