import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RateLimiter } from '../../src/index.ts';
import { redisProgram, startRedis } from '../engines/servers.ts';
import type { Server } from '../engines/servers.ts';
import { PlatformBucket } from './platform-bucket.ts';

const GUIDE = 'docs/guides/many-workers.md';
type Eval = (script: string, keys: string[], args: string[]) => Promise<unknown>;
type MakeBucket = (
  evaluate: Eval,
  shop: string,
  plan?: { readonly size: number; readonly perSecond: number },
) => RateLimiter;

const isThere = redisProgram() !== undefined;
if (!isThere) process.stdout.write('engines that did not run, as they are not installed: Redis\n');

/** The code of the guide, as a module on this tree. */
async function bucketOfGuide(folder: string): Promise<MakeBucket> {
  const blocks = readFileSync(GUIDE, 'utf8').matchAll(/```ts\n(.*?)```/gs);
  const code = [...blocks]
    .map(([, text = '']) => text)
    .find((text) => text.includes('redisBucket'));
  const path = join(folder, 'redis-bucket.ts');
  const index = pathToFileURL(join(import.meta.dirname, '../../src/index.ts')).href;
  writeFileSync(path, (code ?? '').replaceAll("'genstore-inventory'", `'${index}'`));
  const { redisBucket } = (await import(pathToFileURL(path).href)) as { redisBucket: MakeBucket };
  return redisBucket;
}

/** Sends scripts to Redis; answers are integers, in the order of the questions. */
function evaluator(port: number): { readonly evaluate: Eval; readonly socket: Socket } {
  const socket = connect(port, '127.0.0.1');
  const waiting: ((answer: string) => void)[] = [];
  let rest = '';
  socket.on('data', (chunk: Buffer) => {
    const lines = `${rest}${chunk.toString()}`.split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) waiting.shift()?.(line);
  });
  const evaluate: Eval = async (script, keys, args) => {
    const words = ['EVAL', script, String(keys.length), ...keys, ...args];
    const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
    const answer = await new Promise<string>((resolve) => {
      waiting.push(resolve);
      socket.write(`*${words.length}\r\n${parts.join('')}`);
    });
    if (!answer.startsWith(':')) throw new Error(answer);
    return Number(answer.slice(1));
  };
  return { evaluate, socket };
}

describe.runIf(isThere)("the guide's bucket in Redis", () => {
  const folder = mkdtempSync(join(tmpdir(), 'redis-bucket-'));
  let server: Server;
  let redisBucket: MakeBucket;
  beforeAll(async () => {
    redisBucket = await bucketOfGuide(folder);
    server = await startRedis();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await server.stop();
  });

  test('gives four processes what the platform allows together, and no more', async () => {
    const plan = { size: 40, perSecond: 40 };
    const platform = new PlatformBucket(() => performance.now(), 40, 1);
    const evaluators = Array.from({ length: 4 }, () => evaluator(server.port));
    const buckets = evaluators.map(({ evaluate }) => redisBucket(evaluate, 'acme', plan));
    const beganAt = performance.now();
    await Promise.all(
      Array.from({ length: 120 }, async (_, index) => {
        await buckets[index % 4]?.acquire();
        platform.request();
      }),
    );
    const seconds = (performance.now() - beganAt) / 1000;
    for (const { socket } of evaluators) socket.destroy();

    expect(platform.refused).toBe(0);
    // 38 at once, and 82 more at 40 a second.
    expect(seconds).toBeGreaterThan(1.9);
    expect(seconds).toBeLessThan(4);
  });

  test('waits after a 429 for as long as the platform says, and refuses longer waits', async () => {
    const { evaluate, socket } = evaluator(server.port);
    const bucket = redisBucket(evaluate, 'other', { size: 40, perSecond: 40 });
    await bucket.drain(300);
    await expect(bucket.acquire({ maxWaitMs: 100 })).rejects.toMatchObject({ code: 'rate-limit' });
    const beganAt = performance.now();
    await bucket.acquire();
    socket.destroy();
    expect(performance.now() - beganAt).toBeGreaterThan(200);
  });
});
