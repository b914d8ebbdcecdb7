import { describe, expect, test } from 'vitest';
import { InventoryClient, OutcomeUnknownError, StoreError } from '../../src/index.ts';
import { defineStore } from '../../src/store/define-store.ts';
import type { InventoryStore } from '../../src/store/index.ts';
import { stepsOf } from '../../src/store/steps-of.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import type { Troubles } from './engine-troubles.ts';

const PLACE = { variantId: '1', locationId: '7' };
const SHOP = { shop: 'acme', accessToken: 'test-token', rateLimiter: false } as const;
const OPTIONS = { inFlightMs: 1_000, sendDeadlineMs: 300, leaseMs: 400, timeoutMs: 500 };

/** When the trouble begins, and how a call may end by then. */
const MOMENTS = {
  'before a call': { at: 'before submit', ends: ['StoreError'], mayBeSent: false },
  'between the record of a call and the next step': {
    at: 'after submit',
    ends: ['StoreError', 'OutcomeUnknownError'],
    mayBeSent: false,
  },
  'before an attempt is recorded': {
    at: 'before begin',
    ends: ['StoreError', 'OutcomeUnknownError'],
    mayBeSent: false,
  },
  'between the record of an attempt and its sending': {
    at: 'after begin',
    ends: ['applied', 'StoreError', 'OutcomeUnknownError'],
    mayBeSent: true,
  },
  'between an answer and its record': { at: 'before end', ends: ['applied'], mayBeSent: true },
} as const;

export type Moment = keyof typeof MOMENTS;
const ALL_MOMENTS = Object.keys(MOMENTS) as readonly Moment[];

/** Steps that call back at a point, such as `after begin`, once. */
function watched(store: InventoryStore, point: string, run: () => Promise<void>): InventoryStore {
  let isDone = false;
  const pass = async (here: string): Promise<void> => {
    if (isDone || here !== point) return;
    isDone = true;
    await run();
  };
  type Step = (...args: readonly unknown[]) => Promise<unknown>;
  const entries = Object.entries(stepsOf(store) as unknown as Record<string, Step>).map(
    ([name, step]): [string, Step] => [
      name,
      async (...args) => {
        await pass(`before ${name}`);
        const result = await step(...args);
        await pass(`after ${name}`);
        return result;
      },
    ],
  );
  return defineStore(Object.fromEntries(entries) as unknown as StoreSteps);
}

/** What a client does while its engine fails, and after that. */
export function describeFailures(
  name: string,
  troubles: Troubles,
  moments: readonly Moment[] = ALL_MOMENTS,
): void {
  const table = Object.keys(troubles).flatMap((trouble) =>
    moments.map((moment) => [trouble, moment] as const),
  );
  describe(`a client whose ${name}`, () => {
    test.each(table)(
      '%s %s sends nothing unrecorded, loses and doubles nothing',
      async (...row) => {
        const [trouble, moment] = row;
        const { at, ends, mayBeSent } = MOMENTS[moment];
        const engine = await troubles[trouble]?.();
        if (engine === undefined) throw new Error('there is no such trouble');
        const fake = createInventoryFake({
          shop: SHOP.shop,
          accessToken: SHOP.accessToken,
          rateLimit: false,
          seed: { levels: [{ ...PLACE, available: 10 }] },
        });
        const first = watched(await engine.open(), at, () => engine.begin());
        const start = (store: InventoryStore): InventoryClient =>
          new InventoryClient({ ...SHOP, ...OPTIONS, fetch: fake.fetch, store });
        const take = (client: InventoryClient): Promise<string> =>
          client
            .adjust({ ...PLACE, by: { onHand: -1 } }, { idempotencyKey: 'k', deadlineMs: 6_000 })
            .then(({ onHand }) => `applied ${onHand}`)
            .catch(nameOf);
        const end = await take(start(first));
        const sent = fake.requests.filter(({ method }) => method === 'PUT').length;
        await engine.heal();

        const known: readonly string[] = engine.isPassing ? [...ends, 'applied'] : ends;
        expect(known).toContain(end.replace(' 9', ''));
        const mostSent = mayBeSent || end.startsWith('applied') ? 1 : 0;
        expect(sent).toBeLessThanOrEqual(mostSent);

        const other = await engine.open();
        const next = start(other);
        let told = '';
        for (let tries = 0; tries < 5 && told !== 'applied 9'; tries += 1) told = await take(next);
        expect(told).toBe('applied 9');
        expect(fake.levels()).toMatchObject([{ onHand: 9 }]);
        await other.close();
        await first.close();
        await engine.close();
      },
    );
  });
}

function nameOf(error: unknown): string {
  if (error instanceof StoreError) return 'StoreError';
  return error instanceof OutcomeUnknownError ? 'OutcomeUnknownError' : String(error);
}
