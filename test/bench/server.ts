import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveInventoryFake } from 'genstore-inventory/server';
import { createInventoryFake } from 'genstore-inventory/testing';
import type { Load } from './load.ts';
import type { Figure } from './report.ts';
import { compare, timeRatio } from './rounds.ts';

const REQUESTS = 2000;
const ROUNDS = 25;
const CONNECTIONS = 8;
const PAGE = '/api/202412/inventory?limit=50';
const HEADERS = { 'X-Genstore-Access-Token': 'test-token' };

/**
 * The served fake against a bare server that answers the very same bytes every time. Both run in this
 * process, the load comes from another one, over kept connections and with as little work as
 * possible: what is measured is the server.
 */
export async function benchServer(): Promise<Figure[]> {
  const place = { locationId: '50002', available: 12 };
  const levels = Array.from({ length: 1000 }, (_, index) => ({ ...place, variantId: `${index}` }));
  const shop = { shop: 'acme', accessToken: 'test-token', seed: { levels } };
  const fake = createInventoryFake({ ...shop, rateLimit: false });
  const served = await serveInventoryFake(fake);
  const child = fork(new URL('load.ts', import.meta.url));
  const body = '{"inventory":{"locationId":"50002","available":12}}';
  const figures = [
    ...(await benchRequest('a page of 50', served.url, child, 'GET', PAGE)),
    ...(await benchRequest('a PUT', served.url, child, 'PUT', '/api/202412/inventory/7', body)),
  ];
  child.disconnect();
  await served.close();
  return figures;
}

async function benchRequest(
  what: string,
  url: string,
  child: ChildProcess,
  method: string,
  path: string,
  body?: string,
): Promise<Figure[]> {
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const headers: Record<string, string> = { ...HEADERS, ...type };
  const answer = await fetch(`${url}${path}`, { method, headers, ...(body && { body }) });
  const bare = await bareServer(answer, await answer.text());
  const request = requestText(method, path, headers, body);
  const load = async (port: number): Promise<number> => {
    child.send({ port, request, requests: REQUESTS, connections: CONNECTIONS } satisfies Load);
    const [outcome] = (await once(child, 'message')) as [string];
    if (outcome !== 'done') throw new Error(outcome);
    return REQUESTS;
  };
  const results = await compare(
    {
      bare: () => load((bare.address() as AddressInfo).port),
      served: () => load(Number(new URL(url).port)),
    },
    ROUNDS,
  );
  bare.close();
  const [most, served] = results;
  return [
    {
      what: `served fake, ${what}`,
      value: Math.round(served?.median ?? 0),
      unit: 'requests/s',
      bar: 'for the record',
    },
    {
      what: `served fake, ${what}: time against a bare server with the same answer`,
      ...timeRatio(served, most),
      bar: '<= 2.5',
    },
  ];
}

/** Answers every request by what the fake answered once. */
async function bareServer({ status, headers }: Response, body: string): Promise<Server> {
  const own = new Set(['connection', 'keep-alive', 'date']);
  const constant = Object.fromEntries([...headers].filter(([name]) => !own.has(name)));
  const server = createServer((_request, response) => {
    response.writeHead(status, constant);
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function requestText(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): string {
  const all = { Host: 'localhost', ...headers, 'Content-Length': Buffer.byteLength(body) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
