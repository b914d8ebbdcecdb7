import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InventoryClient } from '../../src/index.ts';
import { serveInventoryFake } from '../../src/server/index.ts';
import { unknownOutcomes } from '../../src/store/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import type { InventoryFake } from '../../src/testing/index.ts';
import { openLateProxy } from './late-proxy.ts';
import { closeStore, openStore } from './open-store.ts';
import type { StoreAddress } from './open-store.ts';
import type { WorkerLine, WorkerOrders } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const TOKEN = 'test-token';
const STOCK = 10_000;

/** A story with processes that are really killed. */
export interface Campaign {
  readonly store: StoreAddress;
  readonly processes: number;
  readonly linesEach: number;
  readonly levels: number;
  /** How many times one of the processes is killed, at a random moment. */
  readonly kills: number;
  readonly seed: number;
  /** Whether orders are shipped meanwhile, in units of all sizes, those of the lines included. */
  readonly isShipping?: boolean;
  /** Whether each process has levels of its own, so that nothing can be joined. */
  readonly isApart?: boolean;
}

/** The end that a story came to. */
export interface CampaignEnd {
  readonly lines: number;
  readonly kills: number;
  readonly late: number;
  readonly requests: number;
  readonly refusedByBucket: number;
  /** Lines that nobody can know of, and that the store lists. */
  readonly inDoubt: number;
  /** Levels whose on-hand is not what the lines and the shipments make of it, by how much. */
  readonly wrong: readonly { readonly level: string; readonly by: number }[];
  /** Lines that ended in no way that a worker may end in. */
  readonly failures: readonly string[];
}

/** A number from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed * 2 + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function until(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Runs processes over their lines, kills some, and starts each again until it has come to its end. */
export async function runCampaign(campaign: Campaign): Promise<CampaignEnd> {
  const { processes, linesEach, levels, kills, seed } = campaign;
  const random = randomFrom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'campaign-'));
  const fake = createInventoryFake({
    shop: 'acme',
    accessToken: TOKEN,
    rateLimit: false,
    seed: {
      levels: Array.from({ length: levels }, (_, index) => ({
        variantId: String(1000 + index),
        locationId: '50002',
        available: STOCK,
      })),
    },
  });
  const served = await serveInventoryFake(fake, { port: 0 });
  const proxy = await openLateProxy(served.url, 60, random);
  const all: WorkerLine[][] = Array.from({ length: processes }, (_, process_) =>
    Array.from({ length: linesEach }, (__, line) => {
      const level =
        campaign.isApart === true ? (line * processes + process_) % levels : line % levels;
      const onHand = -(1 + Math.floor(random() * 3));
      const key = `p${process_}/${line}`;
      return { key, variantId: String(1000 + level), locationId: '50002', onHand };
    }),
  );
  const orders: WorkerOrders[] = all.map((lines, index) => {
    const linesFile = join(folder, `lines-${index}.json`);
    writeFileSync(linesFile, JSON.stringify(lines));
    return {
      store: campaign.store,
      // The store knows the shop by its address, so all come by the same one.
      baseUrl: proxy.url,
      accessToken: TOKEN,
      linesFile,
      logFile: join(folder, `log-${index}.txt`),
      concurrency: 8,
      options: { inFlightMs: 1500, sendDeadlineMs: 300, leaseMs: 600, timeoutMs: 800 },
    };
  });
  let killed = 0;
  const day = { isOver: false };
  const children = new Set<ChildProcess>();
  const runOne = async (order: WorkerOrders): Promise<void> => {
    for (;;) {
      const child = spawn(process.execPath, [WORKER, JSON.stringify(order)], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      children.add(child);
      const code = await until(child);
      children.delete(child);
      if (code === 0) return;
    }
  };
  const platform = trouble(fake, random, campaign, () => day.isOver);
  const killing = (async (): Promise<void> => {
    while (!day.isOver && killed < kills) {
      await pause(50 + random() * 350);
      const living = [...children];
      const child = living[Math.floor(random() * living.length)];
      if (child === undefined || day.isOver) continue;
      child.kill('SIGKILL');
      killed += 1;
    }
  })();
  await Promise.all(orders.map(runOne));
  day.isOver = true;
  await Promise.all([platform, killing]);
  await pause(200);

  const logs = orders.flatMap(({ logFile }) =>
    existsSync(logFile) ? readFileSync(logFile, 'utf8').split('\n').filter(Boolean) : [],
  );
  const store = await openStore(campaign.store);
  const client = new InventoryClient({ baseUrl: proxy.url, accessToken: TOKEN, store });
  const doubts = new Set(
    (await unknownOutcomes(client)).map(({ idempotencyKey }) => idempotencyKey),
  );
  await closeStore(store);
  const wrong = fake.levels().flatMap(({ variantId, onHand }) => {
    const ours = all
      .flat()
      .filter((line) => line.variantId === variantId && !doubts.has(line.key))
      .reduce((sum, line) => sum + line.onHand, 0);
    const shipped = fake
      .ledger()
      .filter((entry) => entry.variantId === variantId && entry.type === 'order.fulfilled')
      .reduce((sum, entry) => sum + entry.deltas.onHand, 0);
    const by = onHand - (STOCK + ours + shipped);
    return by === 0 ? [] : [{ level: variantId, by }];
  });
  const requests = fake.requests.length;
  const refusedByBucket = fake.requests.filter(({ status }) => status === 429).length;
  await proxy.close();
  await served.close();
  rmSync(folder, { recursive: true });
  return {
    lines: processes * linesEach,
    kills: killed,
    late: proxy.late(),
    requests,
    refusedByBucket,
    inDoubt: doubts.size,
    wrong,
    failures: logs.filter((line) => !/ (?:applied|unknown)/.test(line)),
  };
}

/** The platform's own life meanwhile: orders come, are cancelled, and where it is so wished shipped. */
async function trouble(
  fake: InventoryFake,
  random: () => number,
  { levels, isShipping = false }: Campaign,
  isOver: () => boolean,
): Promise<void> {
  for (let count = 1; !isOver(); count += 1) {
    await pause(5 + random() * 40);
    const variantId = String(1000 + Math.floor(random() * levels));
    const orderId = `order-${count}`;
    const quantity = 1 + Math.floor(random() * 4);
    fake.orders.place({ orderId, lines: [{ variantId, locationId: '50002', quantity }] });
    if (random() < 0.3) fake.orders.cancel({ orderId });
    else if (isShipping && random() < 0.5) fake.orders.fulfill({ orderId });
  }
}
