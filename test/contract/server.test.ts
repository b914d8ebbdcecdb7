import { Agent, request as openRequest } from 'node:http';
import { afterAll } from 'vitest';
import { serveInventoryFake } from '../../src/server/index.ts';
import { describeFaults } from './describe-faults.ts';
import type { LiteralAnswer, LiteralRequest } from './http-text.ts';
import { describeContract } from './run-cases.ts';
import type { Transport } from './run-cases.ts';

const agent = new Agent({ keepAlive: true });
afterAll(() => agent.destroy());

/** Sends a request over a socket: the path goes as it is written, and nothing is followed. */
function sendBySocket(url: string, request: LiteralRequest): Promise<LiteralAnswer> {
  const { hostname, port } = new URL(url);
  const { method, path, headers, body = '' } = request;
  const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    openRequest(
      { agent, hostname, port, method, path, headers: { ...headers, ...length } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const told = Object.entries(response.headers);
          resolve({
            status: response.statusCode ?? 0,
            headers: new Map(told.map(([name, value]) => [name, String(value)])),
            body: Buffer.concat(chunks).toString('utf8'),
          });
        });
      },
    )
      .on('error', reject)
      .end(body);
  });
}

const transport: Transport = async ({ fake }) => {
  const { url, close } = await serveInventoryFake(fake, { port: 0 });
  return {
    send: (request) => sendBySocket(url, request),
    localise: (text) => text.replaceAll(fake.origin, url),
    close: () => close(),
  };
};

describeContract('HTTP and sockets', transport);
describeFaults('HTTP and sockets', transport);
