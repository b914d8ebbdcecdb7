import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InventoryClient } from '../../src/index.ts';
import { orderOf, startWorker } from './campaign.ts';
import { closeStore, openStore } from './open-store.ts';
import type { StoreAddress } from './open-store.ts';
import { LOCATION, openShop, randomFrom, TOKEN, variantOf } from './shop.ts';
import { traced } from './traced-store.ts';
import { tracesOf } from './verdict.ts';
import type { WorkerLine } from './worker.ts';

export const OPTIONS = { inFlightMs: 4_000, sendDeadlineMs: 500, leaseMs: 1_000, timeoutMs: 1_000 };
export const STILL_MS = 6_000;
const LINES = 20;

/** What came of a time in which the process that wrote for a shop stood still. */
export interface Freeze {
  /** How often the frozen process sent the write at which it stood still. */
  readonly sent: number;
  /** How long after it stood still another process wrote the next level, in milliseconds. */
  readonly nextWriteAfterMs: number;
  /** How long a change of the very level that it stood still at took, in milliseconds. */
  readonly sameLevelAfterMs: number;
  /** Levels whose on-hand is not what the lines make of it. */
  readonly wrong: readonly string[];
}

/** Stops the process that holds the lease for longer than it is good for, and lets it go on after that. */
export async function freezeAt(store: StoreAddress, point: string): Promise<Freeze> {
  const shop = await openShop(2 * LINES, randomFrom(1), { longestMs: 10 });
  const lines = Array.from({ length: LINES }, (_, level): WorkerLine => {
    return {
      key: `frozen/${level}`,
      variantId: variantOf(level),
      locationId: LOCATION,
      onHand: -1,
    };
  });
  const trap = { point, nth: 3, signal: 'SIGSTOP' } as const;
  const order = orderOf(shop, store, 'frozen', lines, { trap, options: OPTIONS });
  const opened = await openStore(store);
  const own = traced(opened, join(shop.folder, 'trace-own.txt'), undefined);
  const client = new InventoryClient({
    baseUrl: shop.proxy.url,
    accessToken: TOKEN,
    ...own,
    ...OPTIONS,
  });

  const child = startWorker(order);
  const ended = once(child, 'exit');
  const stop = await trapOf(order.traceFile, () => tracesOf([order]));
  const begun = tracesOf([order]).flatMap((each) =>
    each.kind === 'statement' ? [each.statement] : [],
  );
  const same = begun.find(({ id }) => id === stop.statementId)?.variantId ?? '';
  const change = async (variantId: string): Promise<number> => {
    await client.adjust({ variantId, locationId: LOCATION, by: { onHand: -2 } });
    return Date.now() - stop.at;
  };
  const others = Array.from({ length: LINES }, (_, index) => change(variantOf(LINES + index)));
  const waking = sleep(STILL_MS).then(() => child.kill('SIGCONT'));
  const [sameLevelAfterMs, nextWriteAfterMs] = await Promise.all([
    change(same),
    Promise.race(others),
    ...others,
    waking,
    ended,
  ]);
  await own.store.close();
  await closeStore(opened);
  const sent = shop.proxy
    .writes()
    .filter((each) => each.sender === child.pid && each.statementId === stop.statementId).length;
  const wrong = shop.fake.levels().flatMap(({ variantId, onHand }, level) => {
    const expected = 10_000 - (level < LINES ? 1 : 2) - (variantId === same ? 2 : 0);
    return onHand === expected ? [] : [`${variantId}: ${onHand}, not ${expected}`];
  });
  await shop.close();
  return { sent, nextWriteAfterMs, sameLevelAfterMs, wrong };
}

type Trace = ReturnType<typeof tracesOf>;

async function trapOf(
  name: string,
  traces: () => Trace,
): Promise<{ readonly at: number; readonly statementId: string | undefined }> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const found = traces().find((each) => each.kind === 'trap');
    if (found !== undefined) return found;
    await sleep(10);
  }
  throw new Error(`nobody stopped: ${name}`);
}
