import { describe, expect, test } from 'vitest';
import type { CallOptions, InventoryClient } from '../../src/index.ts';
import { collect, failure, inventory, level, page, PLACE, scene } from './platform.ts';

type Verb = (client: InventoryClient, options: CallOptions) => PromiseLike<unknown>;

const VERBS: readonly [name: string, verb: Verb][] = [
  ['connect', (client, options) => client.connect(PLACE, options)],
  ['adjust set', (client, options) => client.adjust({ ...PLACE, set: { available: 1 } }, options)],
  ['adjust by', (client, options) => client.adjust({ ...PLACE, by: { available: 1 } }, options)],
  ['query', (client, options) => client.query({}, options)],
];

const BAD: readonly [options: unknown, at: string][] = [
  [null, 'options'],
  [5, 'options'],
  ['text', 'options'],
  ...[0, -1, Number.NaN, '1000', null].map((timeoutMs): [unknown, string] => [
    { timeoutMs },
    'timeoutMs',
  ]),
  ...[0, -1, Number.NaN, '1000', null].map((deadlineMs): [unknown, string] => [
    { deadlineMs },
    'deadlineMs',
  ]),
  ...[-1, 1.5, Infinity, '3', null].map((maxRetries): [unknown, string] => [
    { maxRetries },
    'maxRetries',
  ]),
  ...[null, 5, () => {}].map((hooks): [unknown, string] => [{ hooks }, 'hooks']),
  [{ hooks: { onWait: 'console.log' } }, 'hooks.onWait'],
  [{ hooks: { onRequests: () => {} } }, 'hooks.onRequests'],
  ...['urgent', null, 1, ''].map((priority): [unknown, string] => [{ priority }, 'priority']),
  ...[true, {}, new AbortController(), { aborted: false, addEventListener: () => {} }].map(
    (signal): [unknown, string] => [{ signal }, 'signal'],
  ),
];

describe.each(VERBS)('%s refuses before it sends anything', (_, verb) => {
  test.each(BAD)('the call options %o', async (options, at) => {
    const stage = scene([level()]);
    const error = await failure(stage, verb(stage.client, options as CallOptions));
    expect(error).toMatchObject({ code: 'invalid-input', at });
    expect(stage.requests).toEqual([]);
    expect(stage.clock.timers).toBe(0);
  });
});

test('an iteration refuses bad call options at its first page', async () => {
  const stage = scene([page([])]);
  const query = stage.client.query({}, { timeoutMs: 0 });
  expect(await failure(stage, collect(stage, query))).toMatchObject({ at: 'timeoutMs' });
});

test('call options may be undefined, which leaves them to the client', async () => {
  const options = { signal: undefined, timeoutMs: undefined, maxRetries: undefined };
  const stage = scene([page([inventory()])]);
  expect(await stage.run(stage.client.query({}, options))).toMatchObject({ hasNextPage: false });
});

test('a key is refused without a store, and may be left out', async () => {
  const stage = scene([page([inventory()]), level({ available: '9' })]);
  const input = { ...PLACE, by: { available: -1 } };
  const keyed = stage.client.adjust(input, { idempotencyKey: 'a' });
  expect(await failure(stage, keyed)).toMatchObject({
    at: 'idempotencyKey',
    message: expect.stringContaining(
      'idempotencyKey must be left out, or the client must have a store',
    ) as string,
  });
  await stage.run(stage.client.adjust(input, { idempotencyKey: undefined }));
  expect(stage.requests).toHaveLength(2);
});

test('a signal may be null, as fetch takes it', async () => {
  const stage = scene([page([inventory()])]);
  const page1 = await stage.run(stage.client.query({}, { signal: null }));
  expect(page1).toMatchObject({ hasNextPage: false });
});

test('what is adjusted is what the input said at the call, even if it changes meanwhile', async () => {
  const stage = scene([page([inventory()]), level({ available: '9' })]);
  const by = { available: -1 };
  const call = stage.client.adjust({ ...PLACE, by });
  by.available = -5;
  await stage.run(call);
  expect(stage.requests[1]?.body).toBe('{"inventory":{"locationId":"50002","available":9}}');
});
