import { describe, expect, test } from 'vitest';
import type { RateLimiter } from '../../src/index.ts';
import { syncStock } from '../../src/sync/index.ts';
import type { DesiredLevel, SyncSummary } from '../../src/sync/index.ts';
import { BERLIN, levelsOf, openShop, refusal } from './shop.ts';
import type { Middle, Shop } from './shop.ts';

const DESIRED: readonly DesiredLevel[] = [1, 2, 3, 4, 5].map((id) => ({
  variantId: String(id),
  locationId: BERLIN,
  onHand: 9,
}));

function fiveLevels(middle: Middle): Shop {
  return openShop(levelsOf([1, 1, 1, 1, 1]), { middle });
}

function statuses({ left }: SyncSummary): (string | number | undefined)[][] {
  return left.map(({ line, status }) => [line, status]);
}

describe('an aborted signal', () => {
  test('before the sync rejects with its reason, and nothing is sent', async () => {
    const { client, run, asked } = fiveLevels(({ pass }) => pass());
    const reason = new Error('not today');
    const signal = AbortSignal.abort(reason);
    await expect(run(syncStock(client, DESIRED, { signal }))).rejects.toBe(reason);
    expect(asked).toEqual([]);
  });

  test('while the desired levels come in rejects, and lets go of a source that hangs', async () => {
    async function* hanging(): AsyncGenerator<DesiredLevel> {
      yield* DESIRED;
      await new Promise(() => {});
    }
    const controller = new AbortController();
    const { client, run, clock } = fiveLevels(({ pass }) => pass());
    const call = syncStock(client, hanging(), { signal: controller.signal });
    const outcome = call.catch((error: unknown) => error);
    await clock.advance(1000);
    controller.abort('enough');
    expect(await run(outcome)).toBe('enough');
  });

  test('while the levels are read rejects, and nothing was written', async () => {
    const controller = new AbortController();
    const { client, run, writes } = fiveLevels(({ pass }) => {
      controller.abort('enough');
      return pass();
    });
    const call = syncStock(client, DESIRED, { signal: controller.signal });
    await expect(run(call)).rejects.toBe('enough');
    expect(writes()).toEqual([]);
  });

  test('while levels are written leaves a summary: the one under way is unknown', async () => {
    const controller = new AbortController();
    const { client, run, clock } = fiveLevels(async ({ index, pass }) => {
      const answer = await pass();
      if (index === 3) controller.abort('enough');
      return answer;
    });
    const options = { signal: controller.signal, concurrency: 1 };
    const summary = await run(syncStock(client, DESIRED, options));
    expect(summary).toMatchObject({ total: 5, applied: 2, unknown: 1, notSent: 2 });
    expect(summary.stopped).toEqual({ by: 'signal', reason: 'enough' });
    expect(statuses(summary)).toEqual([
      [2, 'unknown'],
      [3, 'not-sent'],
      [4, 'not-sent'],
    ]);
    expect(summary.left[1]?.error).toBe('enough');
    expect(clock.timers).toBe(0);
  });

  test('between connecting and writing leaves the line not sent', async () => {
    const controller = new AbortController();
    let requests = 0;
    const rateLimiter: RateLimiter = {
      acquire: async ({ signal } = {}) => {
        requests += 1;
        // After the page and the connection.
        if (requests === 3) controller.abort();
        signal?.throwIfAborted();
      },
      drain: () => {},
    };
    const seed = { variants: ['1'], locations: [BERLIN] };
    const { client, run, fake } = openShop([], { seed, client: { rateLimiter } });
    const options = { connectMissing: true, signal: controller.signal };
    const summary = await run(syncStock(client, DESIRED.slice(0, 1), options));
    expect(statuses(summary)).toEqual([[0, 'not-sent']]);
    expect(fake.level('1', BERLIN)?.onHand).toBe(0);
  });
});

describe('a reading that fails', () => {
  test('rejects with the error of the client, and nothing was written', async () => {
    const { client, run, writes } = fiveLevels(() => refusal(403));
    await expect(run(syncStock(client, DESIRED))).rejects.toMatchObject({ code: 'permission' });
    expect(writes()).toEqual([]);
  });
});

describe("stopOn: 'first-failure'", () => {
  test('begins no line after the one that failed', async () => {
    const { client, run } = fiveLevels(({ path, pass }) =>
      path.endsWith('/2') ? refusal(404) : pass(),
    );
    const options = { stopOn: 'first-failure', concurrency: 1 } as const;
    const summary = await run(syncStock(client, DESIRED, options));
    expect(summary).toMatchObject({ applied: 1, rejected: 1, notSent: 3 });
    expect(summary.stopped).toMatchObject({ by: 'first-failure', reason: { code: 'not-found' } });
  });

  test('is not the default', async () => {
    const { client, run } = fiveLevels(({ path, pass }) =>
      path.endsWith('/2') ? refusal(404) : pass(),
    );
    const summary = await run(syncStock(client, DESIRED, { concurrency: 1 }));
    expect(summary).toMatchObject({ applied: 4, rejected: 1, stopped: undefined });
  });
});
