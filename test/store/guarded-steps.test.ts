import { expect, test } from 'vitest';
import { RateLimitError, StoreError } from '../../src/errors/index.ts';
import { guardLimiter, guardSteps } from '../../src/store/client/guarded-steps.ts';
import { memoryTables, storeOn } from '../../src/store/memory/memory-store.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';

const NAMES = Object.keys(storeOn(memoryTables())).filter(
  (name) => name !== 'close' && name !== 'rateLimiter',
) as Exclude<keyof StoreSteps, 'close' | 'rateLimiter'>[];

type Step = (...args: readonly unknown[]) => Promise<unknown>;

/** A store whose steps all do the same. */
function storeOf(step: (name: string, args: readonly unknown[]) => Promise<unknown>): StoreSteps {
  const entries = [...NAMES, 'close'].map((name): [string, Step] => [
    name,
    (...args) => step(name, args),
  ]);
  return Object.fromEntries(entries) as unknown as StoreSteps;
}
const stepOf = (steps: StoreSteps, name: (typeof NAMES)[number]): Step => steps[name] as Step;
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(() => undefined).catch((error: unknown) => error);
const failWith =
  (error: unknown): (() => Promise<never>) =>
  async () => {
    throw error;
  };

test.each(NAMES)('%s is the store’s own, with all that it is handed', async (name) => {
  const guarded = guardSteps(storeOf(async (...called) => called));
  const args = ['acme', 2, 'c', 4, 'e'];
  expect(await stepOf(guarded, name)(...args)).toEqual([name, args]);
});

test.each(NAMES)('%s that fails says so, and what the driver says, but no secret', async (name) => {
  const url = 'postgres://inventory:hush@db.example/shop';
  const error = Object.assign(new RangeError(`cannot reach ${url}, or ${url}`), { code: 'EPIPE' });
  const failure = await failureOf(stepOf(guardSteps(storeOf(failWith(error))), name)('acme'));
  expect(failure).toBeInstanceOf(StoreError);
  expect(failure).toMatchObject({
    step: name,
    systemCode: 'EPIPE',
    cause: {
      name: 'RangeError',
      message: 'cannot reach postgres://…@db.example/shop, or postgres://…@db.example/shop',
    },
  });
});

test.each([
  ['no error'],
  [Object.assign(new Error('?'), { code: '' })],
  [Object.assign(new Error('?'), { code: 7 })],
  [new Error('no code')],
])('a failure without a code has none: %s', async (error) => {
  const failure = await failureOf(guardSteps(storeOf(failWith(error))).sweep('acme', 1));
  expect(failure).toMatchObject({ step: 'sweep' });
  expect((failure as StoreError).systemCode).toBeUndefined();
});

test('a store that closes takes only what records the past, and once it is closed nothing', async () => {
  let settle = (): void => {};
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const called: string[] = [];
  const guarded = guardSteps(
    storeOf(async (name) => void called.push(name)),
    () => settled,
  );
  const closing = guarded.close();
  const refused: string[] = [];
  for (const name of NAMES) {
    const failure = await failureOf(stepOf(guarded, name)('acme'));
    if (failure === undefined) continue;
    expect(failure).toMatchObject({ step: name, cause: { message: 'The store is closed.' } });
    refused.push(name);
  }
  expect(called).toEqual(['dropLease', 'end']);
  expect(refused).toHaveLength(NAMES.length - 2);
  settle();
  await closing;
  await guarded.close();
  expect(called).toEqual(['dropLease', 'end', 'close']);
  expect(await failureOf(guarded.dropLease('acme', 1))).toMatchObject({ step: 'dropLease' });
});

test('a store that has nothing to wait for closes at once', async () => {
  const called: string[] = [];
  await guardSteps(storeOf(async (name) => void called.push(name))).close();
  expect(called).toEqual(['close']);
});

test('a bucket hands on what it is asked, and is otherwise as it was', async () => {
  const asked: unknown[] = [];
  const drains: number[] = [];
  const limiter = guardLimiter({
    acquire: async (options) => void asked.push(options),
    drain: (forMs) => void drains.push(forMs),
  });
  await limiter.acquire({ requests: 2 });
  expect(asked).toEqual([{ requests: 2 }]);
  await limiter.drain(7);
  expect(drains).toEqual([7]);
});

const refusal = new RateLimitError({ retryAfterMs: 1 }, 'full');
const reason = new Error('given up');
const signal = AbortSignal.abort(reason);
const driver = Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });

test.each([
  ['what the limiter refuses', refusal, undefined],
  ['the reason of the caller', reason, { signal }],
])('of a bucket %s stays as it is', async (_, error, options) => {
  const limiter = guardLimiter({ acquire: failWith(error), drain: () => {} });
  expect(await failureOf(limiter.acquire(options))).toBe(error);
});

test.each([[undefined], [{}], [{ signal: new AbortController().signal }]])(
  'a bucket that fails is a store that does: %j',
  async (options) => {
    const limiter = guardLimiter({ acquire: failWith(driver), drain: () => {} });
    const failure = await failureOf(limiter.acquire(options));
    expect(failure).toBeInstanceOf(StoreError);
    expect(failure).toMatchObject({ step: 'acquire', systemCode: 'ECONNREFUSED' });
  },
);
