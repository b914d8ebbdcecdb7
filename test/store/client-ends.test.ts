import { describe, expect, test } from 'vitest';
import {
  ConnectionError,
  InvalidInputError,
  InventoryClient,
  OutcomeUnknownError,
  StockRejectedError,
} from '../../src/index.ts';
import { recoverWrites, resolveOutcome, unknownOutcomes } from '../../src/store/index.ts';
import { fingerprintOf } from '../../src/store/intent.ts';
import type { Intent, NewIntent } from '../../src/store/intent.ts';
import { BUSY, KEY, OTHER, PLACE, row, scene, SHOP, take } from './client-scene.ts';
import type { Steps } from './client-scene.ts';
import { intentOf, statementOf } from './writer-parts.ts';

describe('an end that a person decided', () => {
  /** A store in which the key has ended so. */
  const ended = (more: Partial<Intent>, steps: Steps = {}) => {
    const submit = () => async (_: string, intents: readonly NewIntent[]) => {
      return intents.map((intent) => ({
        intent: row(intent, { fingerprint: fingerprintOf(intent.content), ...more }),
        isOther: false,
      }));
    };
    return scene({ submit, ...steps });
  };
  const level = { ...PLACE, available: 3, committed: 0, unavailable: 0, incoming: 0, onHand: 3 };

  test('as applied returns what was read, or what can be read', async () => {
    const known = ended({ state: 'applied', observed: { ...level, updateTime: undefined } });
    const returned = await known.run(known.start().adjust(take, KEY));
    expect(returned).toEqual(level);
    expect(returned).not.toHaveProperty('updateTime');
    expect(known.fake.requests).toEqual([]);
    const unread = ended({ state: 'applied' });
    expect(await unread.run(unread.start().adjust(take, KEY))).toMatchObject({ onHand: 10 });
  });

  test('as applied, on a level that is not there, is refused', async () => {
    const { start, failure } = ended({ state: 'applied', observed: null });
    const error = await failure(start().adjust({ ...OTHER, by: { onHand: -1 } }, KEY));
    expect(error).toBeInstanceOf(StockRejectedError);
    expect(error).toMatchObject({ rejection: { reason: 'not-connected', ...OTHER } });
    expect((error as Error).message).toContain('Variant 2 is not connected to location 7.');
  });

  test('and a time of the platform is kept', async () => {
    const updateTime = '2026-01-01T00:00:00Z';
    const { start, run } = ended({ state: 'applied', level: { ...level, updateTime } });
    expect(await run(start().adjust(take, KEY))).toEqual({ ...level, updateTime });
  });

  test('as refused without words is a refusal all the same', async () => {
    const { start, failure } = ended({ state: 'refused' });
    expect(await failure(start().adjust(take, KEY))).toMatchObject({ code: 'invalid-request' });
  });

  test.each([
    ['adjust', (client: InventoryClient) => client.adjust(take, KEY), 'PUT'],
    ['connect', (client: InventoryClient) => client.connect(PLACE, KEY), 'POST'],
  ])('or of which nobody knows is told by %s with what is known', async (_, call, method) => {
    const { start, failure } = ended({ state: 'in-doubt', observed: level, statementId: 's' });
    const error = await failure(call(start()));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({
      method,
      path: expect.stringContaining('/') as string,
      attempts: 0,
      observed: { onHand: 3 },
      cause: expect.any(ConnectionError) as Error,
      write: { idempotencyKey: 'k', before: undefined },
    });
    expect((error as OutcomeUnknownError).cause).toMatchObject({
      method,
      message: expect.stringContaining('no answer came that tells') as string,
    });
  });

  test('or of which nobody knows is told with the own numbers, and not with those of another', async () => {
    const doubt = (key: string, onHand: number) => ({
      intent: row({ ...intentOf(), key }, { state: 'in-doubt' }),
      statement: statementOf({ before: { ...level, onHand } }),
    });
    const inDoubt = () => async () => [doubt('other', 50), doubt('k', 10)];
    const { start, failure } = ended({ state: 'in-doubt', statementId: 's' }, { inDoubt });
    expect(await failure(start().adjust(take, KEY))).toMatchObject({ before: { onHand: 10 } });
  });

  test('or that another process sends while its call ends, is unknown', async () => {
    const { start, failure } = scene({
      ...BUSY,
      withdraw:
        (all) =>
        async (...args) =>
          (await all.withdraw(...args)).map((each) => ({ ...each, state: 'sending' as const })),
    });
    const error = await failure(start().adjust(take, { ...KEY, deadlineMs: 1_000 }));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({ cause: { code: 'timeout' }, readFailure: undefined });
  });
});

describe('what looks after doubts', () => {
  test.each([
    ['unknownOutcomes', (client: never) => unknownOutcomes(client)],
    ['resolveOutcome', (client: never) => resolveOutcome(client, 'k', 'applied')],
    ['recoverWrites', (client: never) => recoverWrites(client)],
  ])('%s needs a client with a store', async (name, call) => {
    const plain = new InventoryClient({ ...SHOP });
    for (const client of [undefined, null, 'client', {}, plain]) {
      const error = await call(client as never).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(InvalidInputError);
      expect(error).toMatchObject({ at: 'client' });
      expect((error as Error).message).toContain(name);
      expect((error as Error).message).toContain('an InventoryClient with a store');
    }
  });

  test.each([
    [['', 'applied'], 'key'],
    [['k', 'perhaps'], 'verdict'],
    [['k', 'applied', 'Kim'], 'options'],
    [['k', 'applied', { who: 'Kim' }], 'options.who'],
    [['k', 'applied', { by: 7 }], 'options.by'],
    [['k', 'applied', { note: 7 }], 'options.note'],
  ])('resolveOutcome refuses %j', async (args, at) => {
    const { start } = scene();
    const [key, verdict, options] = args as [string, 'applied', object];
    const error = await resolveOutcome(start(), key, verdict, options).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ at });
  });

  test.each([
    ['now', 'options'],
    [{ signals: 1 }, 'options.signals'],
    [{ signal: 7 }, 'options.signal'],
  ])('recoverWrites refuses %j', async (options, at) => {
    const error = await recoverWrites(scene().start(), options as object).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ at });
  });

  test('a recovery ends with its signal', async () => {
    const { start } = scene();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(recoverWrites(start(), { signal })).rejects.toThrow('enough');
  });

  test('a key without a doubt is none to resolve', async () => {
    const { start, run, taken } = scene();
    const inventory = start();
    expect(await run(recoverWrites(inventory, { signal: null }))).toEqual([]);
    expect(await resolveOutcome(inventory, 'k', 'not-applied', { by: 'Kim', note: 'looked' })).toBe(
      false,
    );
    expect(await resolveOutcome(inventory, 'other', 'applied', { by: 'Kim' })).toBe(false);
    const { args = [] } = taken.find(({ step }) => step === 'resolve') ?? {};
    expect(args.slice(1)).toEqual(['k', { verdict: 'not-applied', by: 'Kim', note: 'looked' }]);
  });
});
