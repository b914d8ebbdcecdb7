import { describe, expect, test } from 'vitest';
import type { AdjustInput } from '../../src/index.ts';
import { adjustAll } from '../../src/sync/index.ts';
import type { Lines } from '../../src/sync/index.ts';
import { levelsOf, openShop, refusal } from './shop.ts';
import type { Middle } from './shop.ts';
import { set, statuses, TEN, tenLevels } from './ten-levels.ts';

describe("stopOn: 'first-failure'", () => {
  const wrong = set(3, -1);
  const lines = [set(1), set(2), wrong, set(4), set(5)];

  test('begins no line after the one that failed', async () => {
    const { client, run } = tenLevels();
    const summary = await run(
      adjustAll(client, lines, { stopOn: 'first-failure', concurrency: 1, invalid: 'skip' }),
    );
    expect(statuses(summary)).toBe('applied applied rejected not-sent not-sent');
    expect(summary.stopped).toMatchObject({
      by: 'first-failure',
      reason: { code: 'invalid-input' },
    });
  });

  test('lets the lines that are under way come to their end', async () => {
    const middle: Middle = ({ path, pass }) => (path.endsWith('/1') ? refusal(422) : pass());
    const shop = openShop(levelsOf(TEN.map(() => 0)), { latencyMs: 500, middle });
    const options = { stopOn: 'first-failure', concurrency: 3 } as const;
    const call = adjustAll(shop.client, TEN.slice(0, 5), options);
    expect(statuses(await shop.run(call))).toBe('rejected applied applied not-sent not-sent');
  });

  test('stops on an unknown outcome, too', async () => {
    const { client, run } = tenLevels(({ index, pass }) => (index < 8 ? refusal(500) : pass()));
    const summary = await run(adjustAll(client, TEN, { stopOn: 'first-failure', concurrency: 1 }));
    expect(summary).toMatchObject({ unknown: 1, notSent: 9, stopped: { by: 'first-failure' } });
  });

  test('does not wait for a stream that has nothing more to say', async () => {
    async function* stream(): AsyncGenerator<AdjustInput> {
      yield wrong;
      await new Promise(() => {});
    }
    const { client, run } = tenLevels();
    const summary = await run(adjustAll(client, stream(), { stopOn: 'first-failure' }));
    expect(statuses(summary)).toBe('rejected');
  });

  test('is not the default', async () => {
    const { client, run } = tenLevels();
    expect(statuses(await run(adjustAll(client, lines, { invalid: 'skip' })))).toBe(
      'applied applied rejected applied applied',
    );
  });
});

describe('lines that cannot be read any further', () => {
  test('end the run with what was read', async () => {
    const broken = new Error('line 3: quote not closed');
    function* lines(): Generator<AdjustInput> {
      yield set(1);
      yield set(2);
      throw broken;
    }
    const { client, run } = tenLevels();
    const summary = await run(adjustAll(client, lines()));
    expect(statuses(summary)).toBe('applied applied');
    expect(summary.stopped).toEqual({ by: 'input', reason: broken });
  });

  test('are closed where a generator is left early, and nothing that was taken is lost', async () => {
    let taken = 0;
    let isClosed = false;
    function* lines(): Generator<AdjustInput> {
      try {
        for (;;) {
          taken += 1;
          yield set(1, taken === 4 ? -1 : taken);
        }
      } finally {
        isClosed = true;
      }
    }
    const { client, run } = tenLevels();
    const summary = await run(adjustAll(client, lines(), { stopOn: 'first-failure' }));
    expect(isClosed).toBe(true);
    expect(summary.total).toBe(taken);
  });

  test.each<[kind: string, linesOf: () => Lines<AdjustInput>]>([
    ['generator', failingGenerator],
    ['stream', failingStream],
  ])('that cannot be closed, a %s, take nothing away from what was written', async (_, linesOf) => {
    const { client, run } = tenLevels();
    const options = { stopOn: 'first-failure', concurrency: 1 } as const;
    const summary = await run(adjustAll(client, linesOf(), options));
    expect(summary).toMatchObject({ applied: 1, rejected: 1, stopped: { by: 'first-failure' } });
  });
});

function* failingGenerator(): Generator<AdjustInput> {
  try {
    yield set(1);
    yield set(2, -1);
    yield set(3);
  } finally {
    // oxlint-disable-next-line no-unsafe-finally -- what a file that cannot be closed does
    throw new Error('EIO: close');
  }
}

function failingStream(): AsyncIterable<AdjustInput> {
  const lines = [set(1), set(2, -1), set(3)].values();
  const close = (): never => {
    throw new Error('EIO: close');
  };
  return { [Symbol.asyncIterator]: () => ({ next: async () => lines.next(), return: close }) };
}
