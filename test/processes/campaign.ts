import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { InventoryClient } from '../../src/index.ts';
import type { InventoryFake } from '../../src/testing/index.ts';
import type { StoreAddress } from './open-store.ts';
import { LOCATION, openShop, randomFrom, TOKEN, variantOf } from './shop.ts';
import type { Trap } from './traced-store.ts';
import { judgeLines } from './verdict.ts';
import type { Verdict } from './verdict.ts';
import { useOfBucket } from './use-of-bucket.ts';
import type { Bucket } from './use-of-bucket.ts';
import type { WorkerLine, WorkerOrders } from './worker.ts';

/** So many requests the platform's bucket has left when a story with a limit begins. */
const LEFT_IN_BUCKET = 60;
const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

/** How workers of tests are set: as much shorter than the defaults as a test is than a night. */
const QUICK = { inFlightMs: 1500, sendDeadlineMs: 300, leaseMs: 600, timeoutMs: 800 };
/** For stories in which nobody dies, on a machine that is slow. */
const PATIENT = { inFlightMs: 20_000, sendDeadlineMs: 5_000, leaseMs: 5_000, timeoutMs: 10_000 };

/** A story with processes that are really killed. */
export interface Campaign {
  readonly store: StoreAddress;
  /** How many lines each process has. */
  readonly shares: readonly number[];
  readonly levels: number;
  /** How many times one of the processes is killed, at a random moment. */
  readonly kills?: number;
  readonly seed: number;
  /** Whether orders are shipped meanwhile, in units of all sizes, those of the lines included. */
  readonly isShipping?: boolean;
  /** Whether each process has levels of its own, so that nothing can be joined. */
  readonly isApart?: boolean;
  /** The platform's limit, of which 60 requests are left when the story begins. */
  readonly rateLimit?: Bucket;
}

/** The end that a story came to. */
export interface CampaignEnd extends Verdict {
  readonly kills: number;
  readonly late: number;
  readonly requests: number;
  readonly refusedByBucket: number;
  /** The part of the bucket that was used while there was work, from 0 to 1. */
  readonly used: number;
  readonly ms: number;
}

/** Starts a worker over its lines. */
export function startWorker(order: WorkerOrders): ChildProcess {
  return spawn(process.execPath, [WORKER, JSON.stringify(order)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** What a worker is started with; its files lie in the shop's folder. */
export function orderOf(
  shop: { readonly folder: string; readonly proxy: { readonly url: string } },
  store: StoreAddress,
  name: string,
  lines: readonly WorkerLine[],
  given: {
    readonly trap?: Trap;
    readonly options?: WorkerOrders['options'];
    readonly goFile?: string | undefined;
  } = {},
): WorkerOrders {
  const linesFile = join(shop.folder, `lines-${name}.json`);
  writeFileSync(linesFile, JSON.stringify(lines));
  return {
    store,
    // The store knows the shop by its address, so all come by the same one.
    baseUrl: shop.proxy.url,
    accessToken: TOKEN,
    linesFile,
    logFile: join(shop.folder, `log-${name}.txt`),
    traceFile: join(shop.folder, `trace-${name}.txt`),
    concurrency: 8,
    options: given.options ?? QUICK,
    trap: given.trap,
    goFile: given.goFile,
  };
}

/** Runs processes over their lines, kills some, and starts each again until it has come to its end. */
export async function runCampaign(campaign: Campaign): Promise<CampaignEnd> {
  const { store, shares, levels, kills = 0, seed, rateLimit } = campaign;
  const random = randomFrom(seed);
  // Slow where processes are killed, so that many die while a write is on its way.
  const longestMs = rateLimit === undefined ? 150 : 5;
  const shop = await openShop(levels, random, { longestMs, rateLimit });
  const { fake, proxy } = shop;
  const all = shares.map((count, process_) =>
    Array.from({ length: count }, (_, line): WorkerLine => {
      const level =
        campaign.isApart === true ? (line * shares.length + process_) % levels : line % levels;
      const onHand = -(1 + Math.floor(random() * 3));
      const key = `p${process_}/${line}`;
      return { key, variantId: variantOf(level), locationId: LOCATION, onHand };
    }),
  );
  const options = kills > 0 ? QUICK : PATIENT;
  const goFile = join(shop.folder, 'go');
  const given = { options, goFile };
  const orders = all.map((lines, index) => orderOf(shop, store, String(index), lines, given));
  let killed = 0;
  const day = { isOver: false };
  const children = new Set<ChildProcess>();
  const runOne = async (order: WorkerOrders): Promise<void> => {
    for (;;) {
      const child = startWorker(order);
      children.add(child);
      const [code] = (await once(child, 'exit')) as [number | null];
      children.delete(child);
      if (code === 0) return;
    }
  };
  const running = Promise.all(orders.map(runOne));
  while (!orders.every(({ traceFile }) => existsSync(traceFile))) await sleep(20);
  if (rateLimit !== undefined) await leaveRequests(fake, rateLimit.capacity, LEFT_IN_BUCKET);
  const beganAt = Date.now();
  writeFileSync(goFile, '');
  const platform = trouble(fake, random, campaign, () => day.isOver);
  const killing = (async (): Promise<void> => {
    while (!day.isOver && killed < kills) {
      await sleep(80 + random() * 320);
      const living = [...children];
      const child = living[Math.floor(random() * living.length)];
      if (child === undefined || day.isOver) continue;
      child.kill('SIGKILL');
      killed += 1;
    }
  })();
  await running;
  const ms = Date.now() - beganAt;
  day.isOver = true;
  await Promise.all([platform, killing]);
  await sleep(200);

  const verdict = await judgeLines(shop, orders, all.flat());
  const requests = fake.requests.filter(({ at }) => Date.parse(at) >= beganAt);
  const end: CampaignEnd = {
    ...verdict,
    kills: killed,
    late: proxy.late(),
    requests: requests.length,
    refusedByBucket: requests.filter(({ status }) => status === 429).length,
    used:
      rateLimit === undefined
        ? 0
        : useOfBucket(fake.requests, rateLimit, beganAt, workUntil(orders)),
    ms,
  };
  await shop.close();
  return end;
}

/** Uses the platform's bucket up, but for so many requests. */
async function leaveRequests(fake: InventoryFake, capacity: number, left: number): Promise<void> {
  const { shop, fetch } = fake;
  const client = new InventoryClient({ shop, accessToken: TOKEN, fetch, rateLimiter: false });
  for (let sent = 0; sent < capacity - left; sent += 1) await client.query({ limit: 1 });
}

/** When fewer lines were left than one process has open. */
function workUntil(orders: readonly WorkerOrders[]): number {
  const times = orders
    .flatMap(({ logFile }) => readFileSync(logFile, 'utf8').split('\n').filter(Boolean))
    .map((line) => Number(line.split(' ')[1]))
    .toSorted((a, b) => a - b);
  return times.at(-8) ?? 0;
}

/** The platform's own life meanwhile: orders come, are cancelled, and where it is so wished shipped. */
async function trouble(
  fake: InventoryFake,
  random: () => number,
  { levels, isShipping = false, rateLimit }: Campaign,
  isOver: () => boolean,
): Promise<void> {
  const isEachFulfilled = isShipping || rateLimit !== undefined;
  for (let count = 1; !isOver(); count += 1) {
    await sleep(5 + random() * 40);
    const variantId = variantOf(Math.floor(random() * levels));
    const orderId = `order-${count}`;
    const quantity = 1 + Math.floor(random() * 4);
    fake.orders.place({ orderId, lines: [{ variantId, locationId: LOCATION, quantity }] });
    if (random() < 0.3) fake.orders.cancel({ orderId });
    else if (isEachFulfilled && random() < 0.5) fake.orders.fulfill({ orderId });
  }
}
