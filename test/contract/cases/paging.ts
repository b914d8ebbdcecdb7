import type { ContractCase } from '../contract-case.ts';

/** Levels 1 to 5 at location a and, in between, at location b. */
const FIVE = {
  seed: {
    levels: ['1', '2', '3', '4', '5'].flatMap((variantId) => [
      { variantId, locationId: 'a' },
      { variantId, locationId: 'b' },
    ]),
  },
};
const COUNTED = (count: number) => ({
  seed: {
    levels: Array.from({ length: count }, (_, index) => ({
      variantId: String(index + 1),
      locationId: 'a',
    })),
  },
});

/** Pages and the links between them. */
export const PAGES: readonly ContractCase[] = [
  {
    name: 'the links lead to the next page and back, and end at the last one',
    lines: ['T19', 'T17', 'C11', 'C22', 'E14'],
    shop: { seed: { levels: FIVE.seed.levels.slice(0, 5) } },
    steps: [
      {
        send: 'GET /api/202412/inventory?limit=2',
        receive: `200
          Link: <https://acme.genmystore.com/api/202412/inventory?limit=2&pageToken=$second>; rel=next

          {"inventories": [
            {"variantId": "1", "locationId": "a", "…": "…"},
            {"variantId": "1", "locationId": "b", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/inventory?limit=2&pageToken=$second',
        receive: `200
          Link: <https://acme.genmystore.com/api/202412/inventory?limit=2&pageToken=$third>; rel=next, <https://acme.genmystore.com/api/202412/inventory?limit=2&pageToken=$first>; rel=previous

          {"inventories": [
            {"variantId": "2", "locationId": "a", "…": "…"},
            {"variantId": "2", "locationId": "b", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/inventory?limit=2&pageToken=$third',
        receive: `200
          Link: <https://acme.genmystore.com/api/202412/inventory?limit=2&pageToken=$back>; rel=previous

          {"inventories": [{"variantId": "3", "locationId": "a", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/inventory?limit=2&pageToken=$first',
        receive: `200
          Link: <https://acme.genmystore.com/api/202412/inventory?limit=2&pageToken=$second>; rel=next

          {"inventories": [
            {"variantId": "1", "locationId": "a", "…": "…"},
            {"variantId": "1", "locationId": "b", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/inventory?limit=2&pageToken=$back',
        receive: `200

          {"inventories": [
            {"variantId": "2", "locationId": "a", "…": "…"},
            {"variantId": "2", "locationId": "b", "…": "…"}]}`,
      },
    ],
  },
  {
    name: 'a page that ends with the last level has no next link',
    lines: ['T19'],
    shop: { seed: { levels: FIVE.seed.levels.slice(0, 2) } },
    steps: [
      {
        send: 'GET /api/202412/inventory?limit=2',
        receive: `200
          Link: (none)

          {"inventories": [
            {"variantId": "1", "locationId": "a", "…": "…"},
            {"variantId": "1", "locationId": "b", "…": "…"}]}`,
      },
    ],
  },
  {
    name: 'a cursor keeps the filter that it came with, and may come with another limit',
    lines: ['T18', 'T19', 'E15'],
    shop: FIVE,
    steps: [
      {
        send: 'GET /api/202412/inventory?limit=1&locationIds=b&variantIds=5,4,2,1',
        receive: `200
          Link: <…pageToken=$rest>; rel=next

          {"inventories": [{"variantId": "1", "locationId": "b", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/inventory?limit=2&pageToken=$rest',
        receive: `200
          Link: <…pageToken=$last>; rel=next, <…pageToken=…>; rel=previous

          {"inventories": [
            {"variantId": "2", "locationId": "b", "…": "…"},
            {"variantId": "4", "locationId": "b", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/inventory?pageToken=$last',
        receive: '200\n\n{"inventories": [{"variantId": "5", "locationId": "b", "…": "…"}]}',
      },
    ],
  },
  {
    name: 'a page holds 50 levels unless a limit is given',
    lines: ['T17'],
    shop: COUNTED(51),
    steps: [
      {
        send: 'GET /api/202412/inventory',
        receive: `200
          Link: <…pageToken=$next>; rel=next

          {"inventories": [${'{"…": "…"}, '.repeat(49)}{"variantId": "50", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/inventory?pageToken=$next',
        receive: '200\n\n{"inventories": [{"variantId": "51", "…": "…"}]}',
      },
    ],
  },
  {
    name: 'a page holds 250 levels at most',
    lines: ['T17'],
    shop: COUNTED(251),
    steps: [
      {
        send: 'GET /api/202412/inventory?limit=250',
        receive: `200
          Link: <…pageToken=$next>; rel=next

          {"inventories": [${'{"…": "…"}, '.repeat(249)}{"variantId": "250", "…": "…"}]}`,
      },
      {
        send: 'GET /api/202412/inventory?limit=250&pageToken=$next',
        receive: '200\n\n{"inventories": [{"variantId": "251", "…": "…"}]}',
      },
    ],
  },
  {
    name: 'the first page of a shop leads to another one, and from there on',
    lines: ['T17', 'T19', 'C11'],
    live: 'read',
    steps: [
      {
        send: 'GET /api/202412/inventory?limit=1',
        receive: `200
          Link: …<…pageToken=$next…>…rel=…next…

          {"inventories": [{"variantId": "$variant", "locationId": "$location", "…": "…"}],
            "…": "…"}`,
      },
      {
        send: 'GET /api/202412/inventory?limit=1&pageToken=$next',
        receive: '200\n\n{"inventories": [{"variantId": "…", "…": "…"}], "…": "…"}',
      },
    ],
  },
];
