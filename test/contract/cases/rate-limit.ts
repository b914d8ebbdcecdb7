import type { ContractCase, Exchange } from '../contract-case.ts';

const ASK = 'GET /api/202412/inventory?limit=1';
const asked = (times = 1, used = '…'): Exchange => ({
  send: ASK,
  receive: `200\nX-Genstore-Shop-Api-Rate-Limit: ${used}/40\n\n{"inventories": [{"…": "…"}]}`,
  times,
});
const TOO_MANY: Exchange = {
  send: ASK,
  receive: '429\nRetry-After: 1\nX-Genstore-Shop-Api-Rate-Limit: 40/40\n\n{"error": "…"}',
};

/** The token bucket: 40 requests, and 2 more each second. */
export const RATE_LIMITS: readonly ContractCase[] = [
  {
    name: '40 requests may follow at once, and the next one is told when to come back',
    lines: ['T14', 'T16', 'T12'],
    steps: [asked(40), { ...TOO_MANY, times: 2 }],
  },
  {
    name: 'after half a second there is room for one request, and for two each second',
    lines: ['T14', 'T16', 'C24'],
    steps: [
      asked(40),
      TOO_MANY,
      { passes: 499 },
      TOO_MANY,
      { passes: 1 },
      asked(),
      TOO_MANY,
      { passes: 1000 },
      asked(2),
      TOO_MANY,
    ],
  },
  {
    name: 'every answer to a valid token tells how much of the bucket is used, and its size',
    lines: ['T14'],
    steps: [
      asked(1, '1'),
      asked(1, '2'),
      {
        send: 'GET /api/202412/orders',
        receive: '404\nX-Genstore-Shop-Api-Rate-Limit: 3/40\n\n{"error": "…"}',
      },
      { passes: 500 },
      asked(1, '3'),
      { passes: 250 },
      asked(1, '4'),
      {
        send: 'GET /api/202412/inventory\nX-Genstore-Access-Token: wrong-token',
        receive: '401\nX-Genstore-Shop-Api-Rate-Limit: (none)\n\n{"error": "…"}',
      },
    ],
  },
  {
    name: 'a shop that was left alone for long still takes 40 requests at once, not more',
    lines: ['T14'],
    steps: [asked(), { passes: 24 * 60 * 60 * 1000 }, asked(40), TOO_MANY],
  },
  {
    name: 'a request that is answered 429 is not carried out',
    lines: ['T15'],
    steps: [
      asked(40),
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002", "available": 99}}`,
        receive: '429\nRetry-After: 1\n\n{"error": "…"}',
      },
      {
        send: `POST /api/202412/inventory/connect

          {"inventory": {"variantId": "107362030756586", "locationId": "50004"}}`,
        receive: '429\nRetry-After: 1\n\n{"error": "…"}',
      },
      { passes: 500 },
      {
        send: 'GET /api/202412/inventory',
        receive: `200

          {"inventories": [
            {"available": "12", "onHand": "17", "…": "…"},
            {"available": "5", "…": "…"},
            {"available": "0", "…": "…"}]}`,
      },
    ],
  },
  {
    name: 'requests that are refused for what they ask take from the bucket too',
    lines: ['T14', 'C17', 'C23'],
    steps: [
      { send: 'GET /api/202412/inventory?limit=0', receive: '400\n\n{"error": "…"}', times: 20 },
      { send: 'GET /api/202412/orders', receive: '404\n\n{"error": "…"}', times: 20 },
      TOO_MANY,
    ],
  },
  {
    name: 'requests without a valid token take nothing from the bucket of another',
    lines: ['T14', 'C17'],
    steps: [
      {
        send: 'GET /api/202412/inventory\nX-Genstore-Access-Token: wrong-token',
        receive: '401\n\n{"error": "…"}',
        times: 45,
      },
      asked(40),
      TOO_MANY,
    ],
  },
  {
    name: 'each token has a bucket of its own',
    lines: ['C23', 'T14'],
    shop: { accessTokens: { 'token-of-another-app': ['read_inventory'] } },
    steps: [
      asked(40),
      TOO_MANY,
      {
        send: `${ASK}\nX-Genstore-Access-Token: token-of-another-app`,
        receive: '200\n\n{"inventories": [{"…": "…"}]}',
        times: 40,
      },
      { ...TOO_MANY, send: `${ASK}\nX-Genstore-Access-Token: token-of-another-app` },
    ],
  },
];
