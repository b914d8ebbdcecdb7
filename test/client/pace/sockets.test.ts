import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { Agent, fetch as undiciFetch } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { InventoryClient } from '../../../src/index.ts';
import { serve } from '../local-server.ts';
import { TOKEN } from '../platform.ts';

const SIZE = 40;

/** How long connections take to open, in milliseconds. Once one is open, it is fast. */
const OPENING_MS = [30, 180, 140, 90, 200, 60];

test.each([
  { isTold: false, perSecond: 2, requests: 41 },
  { isTold: true, perSecond: 10, requests: 55 },
])(
  'over real connections that open slowly, no request is answered 429: $perSecond a second, told: $isTold',
  async ({ isTold, perSecond, requests }) => {
    let left = SIZE;
    let toldAt: number | undefined;
    let refused = 0;
    const opened = new Map<Socket, Promise<void>>();
    const open = (socket: Socket): Promise<void> => {
      const ms = OPENING_MS[opened.size % OPENING_MS.length];
      const opening = new Promise<void>((resolve) => void setTimeout(resolve, ms));
      opened.set(socket, opening);
      return opening;
    };
    const baseUrl = await serve(async ({ socket }, response) => {
      await (opened.get(socket) ?? open(socket));
      const now = performance.now();
      // The platform's clock starts with the first request that arrives.
      left = Math.min(SIZE, left + ((now - (toldAt ?? now)) * perSecond) / 1000);
      toldAt = now;
      const isIn = left >= 1;
      if (isIn) left -= 1;
      else refused += 1;
      const used = `${Math.ceil(SIZE - left)}/${SIZE}`;
      if (isTold) response.setHeader('X-Genstore-Shop-Api-Rate-Limit', used);
      response.writeHead(isIn ? 200 : 429).end('{"inventories":[]}');
    });
    const dispatcher = new Agent({ connections: 64 });
    onTestFinished(() => dispatcher.close());
    const client = new InventoryClient({
      baseUrl,
      accessToken: TOKEN,
      fetch: (url, init) => undiciFetch(url, { ...init, dispatcher }),
    });
    await Promise.all(Array.from({ length: requests }, () => client.query()));
    expect(refused).toBe(0);
  },
);
