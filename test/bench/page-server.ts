import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';

const LEVELS = 50;

/** Runs in a worker, so that the work of the server is not counted as that of its clients. */
const page = JSON.stringify({
  inventories: Array.from({ length: LEVELS }, (_, index) => ({
    productId: '8589934859',
    variantId: String(107_362_030_756_584 + index),
    locationId: '50002',
    available: String(index),
    committed: '2',
    unavailable: '1',
    incoming: '30',
    onHand: String(index + 3),
    updateTime: '2026-03-01T10:00:00.000Z',
  })),
});

const server = createServer((_, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'X-Request-Id': 'req-1' });
  response.end(page);
});
server.listen(0, '127.0.0.1', () => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
  parentPort?.postMessage((server.address() as AddressInfo).port);
});
