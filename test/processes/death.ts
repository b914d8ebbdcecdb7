import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { orderOf, startWorker } from './campaign.ts';
import type { StoreAddress } from './open-store.ts';
import { LOCATION, openShop, randomFrom, variantOf } from './shop.ts';
import { judgeLines, tracesOf } from './verdict.ts';
import type { Verdict } from './verdict.ts';
import type { Trap } from './traced-store.ts';
import type { WorkerLine } from './worker.ts';

/** So short that hundreds of deaths can be tried. */
const SHORT = { inFlightMs: 1_300, sendDeadlineMs: 300, leaseMs: 300, timeoutMs: 900 };

/** What became of lines whose process was killed at one point of its way. */
export interface DeathAt extends Verdict {
  /** Where it died; undefined where it came to its end before. */
  readonly point: string | undefined;
  readonly late: number;
}

const line = (key: string, level: number, onHand: number): WorkerLine => {
  return { key, variantId: variantOf(level), locationId: LOCATION, onHand };
};

/** Kills a process at a point between its store and the network, and lets another one go on. */
export async function dieAt(store: StoreAddress, trap: Trap): Promise<DeathAt> {
  const shop = await openShop(2, randomFrom(trap.nth), { longestMs: 80 });
  const lines = [line('a', 0, -1), line('b', 0, -2), line('c', 1, -3)];
  const order = orderOf(shop, store, 'w', lines, { trap, options: SHORT });
  await once(startWorker(order), 'exit');
  const point = tracesOf([order]).find((each) => each.kind === 'trap')?.point;
  // Orders that come meanwhile are of just as many units as a line, and leave on hand as it is.
  const orderId = 'meanwhile';
  const bought = { variantId: variantOf(0), locationId: LOCATION, quantity: 3 };
  shop.fake.orders.place({ orderId, lines: [bought] });
  const { trap: _, ...again } = order;
  const [code] = (await once(startWorker(again), 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the worker that went on ended with ${code}`);
  await sleep(100);
  const verdict = await judgeLines(shop, [order], lines);
  const late = shop.proxy.late();
  await shop.close();
  return { ...verdict, point, late };
}
