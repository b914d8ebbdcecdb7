import { describe, expect, test } from 'vitest';
import { wait } from '../../src/base/abort.ts';
import type { Intent, LevelReading, NewIntent } from '../../src/store/intent.ts';
import { memoryTables, storeOn } from '../../src/store/memory/memory-store.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import type {
  Carrier,
  Place,
  ReadOutcome,
  SendOutcome,
  Write,
} from '../../src/store/writer/carrier.ts';
import { placeOf } from '../../src/store/writer/turns.ts';
import { EndUnknown } from '../../src/store/writer/waiting.ts';
import type { WorkerSettings } from '../../src/store/writer/worker.ts';
import { Writer } from '../../src/store/writer/writer.ts';
import { createVirtualClock } from '../../src/testing/virtual-clock.ts';
import { judgeStatement } from '../simulate/judgement.ts';
import { canJoin, isSameWrite, plan, refuseStale } from '../simulate/planning.ts';
import { SETTINGS } from '../simulate/world.ts';
import { level, place } from './writer-parts.ts';

const [A, B] = [place('1'), place('2')];

let keys = 0;
const take = (at: Place = A, more: Partial<NewIntent> = {}): NewIntent => ({
  key: `k${(keys += 1)}`,
  priority: 'interactive',
  content: { kind: 'by', ...at, values: { onHand: -1 } },
  ...more,
});

type Change<Step> = Step extends (...args: infer Args) => infer Result
  ? (own: () => Result, ...args: Args) => Result
  : never;
type Changes = { [Name in keyof StoreSteps]?: Change<NonNullable<StoreSteps[Name]>> };

/** A shop of two levels with ten units each, and the processes that write for it. */
function shop() {
  const clock = createVirtualClock(1_000_000);
  const tables = memoryTables(clock);
  const store = storeOn(tables);
  const levels = new Map([A, B].map((at) => [placeOf(at), level(10, at)]));
  const begin = clock.now();

  /** A process; a test says what becomes of its requests and steps. */
  function start(
    holder: string,
    more: Partial<Carrier> & {
      readonly onRead?: (places: readonly Place[]) => ReadOutcome | undefined;
      readonly onSend?: (write: Write) => SendOutcome | Promise<undefined> | undefined;
      readonly steps?: Changes;
      readonly settings?: Partial<WorkerSettings>;
    } = {},
  ) {
    const { onRead, onSend, steps = {}, settings = {}, ...own } = more;
    const told: { what: string; at: number; step?: unknown }[] = [];
    const note = (what: string): void => void told.push({ what, at: clock.now() - begin });
    const carrier: Carrier = {
      clock,
      monotonic: () => clock.now(),
      pace: async (priority) => note(`pace ${priority}`),
      read: async (places) => {
        note(`read ${places.map(({ variantId }) => variantId).join()}`);
        const outcome = onRead?.(places);
        if (outcome !== undefined) return outcome;
        const found = places.flatMap((at) => levels.get(placeOf(at)) ?? []);
        return { kind: 'read', levels: found };
      },
      needsReading: ({ content }) => content.kind === 'by',
      backOff: async (kind, places, error, failures, signal) => {
        note(`backOff ${kind} ${places.length} ${String(error)} ${failures}`);
        await wait(clock, 300, signal);
      },
      canJoin,
      plan,
      refuseStale,
      isSameWrite,
      ready: async () => async (write) => {
        note(`send ${write.variantId} ${write.target?.onHand} ${write.attempt}`);
        const outcome = await onSend?.(write);
        const key = placeOf(write);
        if (outcome !== undefined && outcome.kind !== 'acknowledged') return outcome;
        const next: LevelReading = level(write.target?.onHand ?? 0, write);
        levels.set(key, next);
        return { kind: 'acknowledged', level: next };
      },
      newId: () => crypto.randomUUID(),
      judge: judgeStatement,
      isStale: () => false,
      ...own,
    };
    const entries = Object.entries(store).map(([name, step]) => {
      const change = steps[name as keyof StoreSteps] as
        ((own: () => unknown, ...args: unknown[]) => unknown) | undefined;
      const run = step as (...args: unknown[]) => unknown;
      return [
        name,
        (...args: unknown[]) => {
          note(name);
          const self = (): unknown => run(...args);
          return change === undefined ? self() : change(self, ...args);
        },
      ];
    });
    const spied = Object.fromEntries(entries) as StoreSteps;
    const underWay = new Set<Promise<void>>();
    const writer = new Writer(spied, carrier, { ...SETTINGS, ...settings, holder }, underWay);
    /** Somebody who wants something, and what it comes to. */
    const want = (intent: NewIntent, signal?: AbortSignal) => {
      const end: { intent?: Intent; error?: unknown; at?: number } = {};
      const ended = writer
        .submit([intent])
        .then(() => writer.follow(intent, signal))
        .then(
          (found) => void (end.intent = found),
          (error: unknown) => void (end.error = error),
        )
        .then(() => void (end.at = clock.now() - begin));
      return { end, ended };
    };
    const whats = (pattern: RegExp): string[] =>
      told.map(({ what }) => what).filter((what) => pattern.test(what));
    return { writer, want, told, whats, underWay };
  }
  const lease = () => tables.of('acme').lease;
  const stateOf = ({ key }: NewIntent) => tables.of('acme').intents.get(key)?.state;
  return { clock, store, levels, start, lease, stateOf, run: clock.run };
}

const fail = async (): Promise<never> => {
  throw new Error('away');
};

describe('a process with a call', () => {
  test('takes the lease, writes once, hands the lease over, and does nothing after that', async () => {
    const { clock, start, lease, levels } = shop();
    const one = start('one');
    const { end, ended } = one.want(take());
    await clock.run(ended);
    expect(end.intent).toMatchObject({ state: 'applied', level: { onHand: 9 } });
    await clock.advance(0);
    expect(lease().holder).toBeUndefined();
    expect(one.whats(/^(read|send|pace) /)).toEqual([
      'pace interactive',
      'pace interactive',
      'read 1',
      'send 1 9 1',
    ]);
    expect([clock.timers, one.underWay.size, one.writer.isIdle]).toEqual([0, 0, true]);
    expect(levels.get(placeOf(A))).toMatchObject({ onHand: 9 });
    const steps = one.told.length;
    await clock.advance(60_000);
    expect(one.told).toHaveLength(steps);
  });

  test('joins what comes meanwhile, and pays for one reading and one write', async () => {
    const { clock, start } = shop();
    const one = start('one');
    const calls = [take(), take(), take()].map((intent) => one.want(intent).ended);
    await clock.run(Promise.all(calls));
    expect(one.whats(/^send/)).toEqual(['send 1 7 1']);
    expect(one.whats(/^pace/)).toHaveLength(2);
  });

  test('writes again at once on what was acknowledged', async () => {
    const { clock, start } = shop();
    const one = start('one');
    const first = one.want(take());
    const second = one.want({
      ...take(),
      content: { kind: 'by', ...A, values: { available: -1 } },
    });
    await clock.run(Promise.all([first.ended, second.ended]));
    expect(one.whats(/^read/)).toEqual(['read 1']);
    expect(one.whats(/^send/)).toHaveLength(2);
  });

  test('settles unsent what comes to nothing, and what the model refuses', async () => {
    const { clock, start } = shop();
    const one = start('one');
    const few = one.want(take(A, { content: { kind: 'by', ...A, values: { onHand: -11 } } }));
    await clock.run(few.ended);
    expect(few.end.intent).toMatchObject({ state: 'refused', refusal: { reason: 'model' } });
    expect(one.whats(/^send/)).toEqual([]);
  });

  test('reads anew where what it planned was settled by nobody', async () => {
    const { clock, start } = shop();
    let times = 0;
    const one = start('one', {
      steps: { settle: async (own) => ((times += 1) === 1 ? undefined : own()) },
    });
    const few = one.want(take(A, { content: { kind: 'by', ...A, values: { onHand: -11 } } }));
    await clock.run(few.ended);
    expect(one.whats(/^read/)).toHaveLength(2);
    expect(few.end.intent?.state).toBe('refused');
  });

  test('has no more requests under way than it may', async () => {
    const { clock, start } = shop();
    const open = { now: 0, most: 0 };
    const one = start('one', {
      settings: { concurrency: 1 },
      onSend: async () => {
        open.most = Math.max(open.most, (open.now += 1));
        await wait(clock, 700, undefined);
        open.now -= 1;
        return undefined;
      },
    });
    await clock.run(Promise.all([one.want(take(A)).ended, one.want(take(B)).ended]));
    expect(open.most).toBe(1);
  });

  test('writes to several levels at a time', async () => {
    const { clock, start } = shop();
    const one = start('one', {
      onSend: async () => {
        await wait(clock, 700, undefined);
        return undefined;
      },
    });
    const calls = [one.want(take(A)), one.want(take(B))];
    await clock.run(Promise.all(calls.map(({ ended }) => ended)));
    expect(calls.map(({ end }) => end.at)).toEqual([700, 700]);
  });

  test('lets one of the background go after three that are urgent', async () => {
    const { clock, start } = shop();
    const one = start('one', { settings: { concurrency: 1 } });
    const set = (onHand: number, at = A, priority: NewIntent['priority'] = 'interactive') =>
      one.want({ ...take(at), priority, content: { kind: 'set', ...at, values: { onHand } } });
    const urgent = [1, 2, 3, 4, 5].map((onHand) => set(onHand));
    const night = [6, 7].map((onHand) => set(onHand, B, 'background'));
    await clock.run(Promise.all([...urgent, ...night].map(({ ended }) => ended)));
    expect(one.whats(/^send/).map((what) => what.split(' ')[2])).toEqual([
      '1',
      '2',
      '3',
      '6',
      '4',
      '5',
      '7',
    ]);
  });

  test('forgets what ended long ago, once an hour, and lets that fail', async () => {
    const { clock, start } = shop();
    const one = start('one', { settings: { retentionMs: 9 }, steps: { sweep: fail } });
    const call = async (): Promise<number> => {
      await clock.run(one.want(take(A)).ended);
      return one.whats(/^sweep/).length;
    };
    expect([await call(), await call()]).toEqual([1, 1]);
    await clock.advance(3_600_000);
    expect([await call(), await call()]).toEqual([2, 2]);
    const two = start('two');
    await clock.run(two.want(take(A)).ended);
    expect(two.whats(/^sweep/)).toEqual([]);
  });
});

describe('the lease', () => {
  test('of a process that works is waited for: its intents are looked after meanwhile', async () => {
    const { clock, start, lease } = shop();
    const one = start('one', {
      onSend: async () => {
        await wait(clock, 1_200, undefined);
        return undefined;
      },
    });
    const first = one.want(take(A));
    await clock.advance(10);
    const two = start('two');
    const second = two.want(take(B));
    await clock.advance(1_150);
    const looks = two.told.filter(({ what }) => what === 'takeLease').map(({ at }) => at - 10);
    expect(looks).toEqual([0, 50, 150, 350, 600, 850, 1_100]);
    expect(two.whats(/^follow/)).toHaveLength(looks.length);
    await clock.run(Promise.all([first.ended, second.ended]));
    expect(lease().fence).toBeLessThanOrEqual(2);
    expect([first.end.intent?.state, second.end.intent?.state]).toEqual(['applied', 'applied']);
  });

  test('of a process that died is taken once it was seen unrenewed for long enough', async () => {
    const { clock, start, store, lease } = shop();
    await store.takeLease('acme', 'dead');
    await clock.advance(60_000);
    const one = start('one');
    const { ended, end } = one.want(take());
    await clock.run(ended);
    expect(end.at).toBeGreaterThanOrEqual(62_000);
    expect(end.at).toBeLessThanOrEqual(62_300);
    expect(lease().fence).toBe(2);
  });

  test('of a process that renews it is not taken', async () => {
    const { clock, start, store } = shop();
    const { fence } = await store.takeLease('acme', 'busy');
    const one = start('one');
    const { end } = one.want(take());
    for (let times = 0; times < 10; times += 1) {
      await clock.advance(1_900);
      await store.renewLease('acme', fence);
    }
    expect(end.at).toBeUndefined();
    await store.dropLease('acme', fence);
    await clock.advance(250);
    expect(end.intent?.state).toBe('applied');
  });

  test('is kept while a turn is waited for', async () => {
    const { clock, start, lease } = shop();
    const one = start('one', { pace: async () => wait(clock, 10_000, undefined) });
    const { end, ended } = one.want(take());
    await clock.advance(9_000);
    const renewals = one.told.filter(({ what }) => what === 'renewLease').map(({ at }) => at);
    expect(renewals).toEqual(Array.from({ length: 18 }, (_, index) => 500 * (index + 1)));
    await clock.run(ended);
    expect(end.intent?.state).toBe('applied');
    expect(lease().fence).toBe(1);
  });

  test('that is lost ends the work, and is asked for again', async () => {
    const { clock, start } = shop();
    let losses = 0;
    const lose = async <Value>(own: () => Promise<Value>, none: Value): Promise<Value> =>
      (losses += 1) === 1 ? none : own();
    for (const steps of [
      { agenda: (own) => lose(own, undefined) },
      { begin: (own) => lose(own, false) },
    ] satisfies Changes[]) {
      losses = 0;
      const one = start('one', { steps });
      const { end, ended } = one.want(take());
      await clock.run(ended);
      expect(end.intent?.state).toBe('applied');
    }
  });

  test('that cannot be renewed ends the work', async () => {
    const { clock, start } = shop();
    let isLost = true;
    const one = start('one', {
      pace: async () => wait(clock, 700, undefined),
      steps: { renewLease: async (own) => (isLost ? (isLost = false) : own()) },
    });
    const { end, ended } = one.want(take());
    await clock.run(ended);
    expect(end.intent?.state).toBe('applied');
    expect(one.whats(/^dropLease/)).toHaveLength(2);
  });
});

describe('a call that is given up', () => {
  test('before anything is under way withdraws its intent', async () => {
    const { clock, start, store, stateOf, lease } = shop();
    await store.takeLease('acme', 'busy');
    const one = start('one');
    const controller = new AbortController();
    const intent = take();
    const { end, ended } = one.want(intent, controller.signal);
    await clock.advance(100);
    controller.abort(new Error('enough'));
    await clock.run(ended);
    expect(end.error).toMatchObject({ message: 'enough' });
    expect(stateOf(intent)).toBe('withdrawn');
    await clock.advance(0);
    expect([clock.timers, lease().holder, one.writer.isIdle]).toEqual([0, 'busy', true]);
  });

  test('while it is under way comes back as it is, and its answer is recorded', async () => {
    const { clock, start, stateOf } = shop();
    const one = start('one', {
      onSend: async () => {
        await wait(clock, 700, undefined);
        return undefined;
      },
    });
    const controller = new AbortController();
    const intent = take();
    const { end, ended } = one.want(intent, controller.signal);
    await clock.advance(100);
    controller.abort(new Error('enough'));
    await clock.run(ended);
    expect(end.intent).toMatchObject({ state: 'sending' });
    await clock.advance(700);
    expect(stateOf(intent)).toBe('applied');
    expect([clock.timers, one.underWay.size]).toEqual([0, 0]);
  });

  test('where the store cannot be asked is unknown', async () => {
    const { clock, start, store } = shop();
    await store.takeLease('acme', 'busy');
    const one = start('one', { steps: { withdraw: fail } });
    const { end, ended } = one.want(take(), AbortSignal.abort('enough'));
    await clock.run(ended);
    expect(end.error).toBeInstanceOf(EndUnknown);
    expect(end.error).toMatchObject({ reason: 'enough' });
  });

  test('leaves the others who wait for its key', async () => {
    const { clock, start, store, stateOf } = shop();
    const { fence } = await store.takeLease('acme', 'busy');
    const one = start('one');
    const controller = new AbortController();
    const intent = take();
    const [first, second] = [one.want(intent, controller.signal), one.want(intent)];
    await clock.advance(100);
    controller.abort(new Error('enough'));
    await clock.run(first.ended);
    expect([first.end.error, stateOf(intent)]).toMatchObject([{ message: 'enough' }, 'pending']);
    await store.dropLease('acme', fence);
    await clock.run(second.ended);
    expect(second.end.intent?.state).toBe('applied');
  });

  test('in one process is wanted again by another', async () => {
    const { clock, start, store } = shop();
    const { fence } = await store.takeLease('acme', 'busy');
    const one = start('one');
    const intent = take();
    const { end, ended } = one.want(intent);
    await clock.advance(10);
    await store.withdraw('acme', [intent.key]);
    await clock.advance(100);
    expect(one.whats(/^submit/)).toHaveLength(2);
    await store.dropLease('acme', fence);
    await clock.run(ended);
    expect(end.intent?.state).toBe('applied');
  });
});

describe('a process whose token is not taken', () => {
  const error = new Error('no such token');
  const unauthorized = { kind: 'unauthorized', error } as const;

  test.each([
    ['read', { onRead: () => unauthorized }],
    ['written', { onSend: () => unauthorized }],
  ])('when it is %s ends its calls, and leaves the rest to others', async (_, more) => {
    const { clock, start, lease, stateOf } = shop();
    const one = start('one', more);
    const two = start('two');
    const intent = take();
    const [own, other] = [one.want(take()), two.want(intent)];
    await clock.run(own.ended);
    expect(own.end.error).toBe(error);
    await clock.run(other.ended);
    expect(stateOf(intent)).toBe('applied');
    await clock.advance(0);
    expect(lease().holder).toBeUndefined();
  });

  test('finds out by a reading whether it is again, before it takes the lease', async () => {
    const { clock, start, levels } = shop();
    const outcomes: (ReadOutcome | undefined)[] = [
      unauthorized,
      unauthorized,
      { kind: 'failed', error },
    ];
    const one = start('one', { onRead: () => outcomes.shift() });
    const first = one.want(take());
    await clock.run(first.ended);
    const leases = one.whats(/^takeLease/).length;
    const second = one.want(take(B));
    await clock.run(second.ended);
    expect([first.end.error, second.end.error]).toEqual([error, error]);
    expect(one.whats(/^takeLease/)).toHaveLength(leases);
    expect(one.whats(/^read/)).toEqual(['read 1', 'read 2']);
    const third = one.want(take());
    await clock.run(third.ended);
    expect(third.end.intent?.state).toBe('applied');
    expect(third.end.at).toBe(50);
    expect(one.whats(/^read/)).toEqual(['read 1', 'read 2', 'read 1', 'read 1', 'read 1']);
    expect(levels.get(placeOf(A))).toMatchObject({ onHand: 9 });
    const fourth = one.want(take());
    await clock.run(fourth.ended);
    expect(one.whats(/^read/)).toHaveLength(6);
  });

  test('works for a recovery all the same', async () => {
    const { clock, start } = shop();
    const outcomes: (ReadOutcome | undefined)[] = [unauthorized];
    const one = start('one', { onRead: () => outcomes.shift() });
    await clock.run(one.want(take()).ended);
    await clock.run(one.writer.recover(undefined));
    expect(one.whats(/^read/)).toEqual(['read 1']);
  });
});

describe('a recovery', () => {
  test('carries out what is wanted, and ends when nothing is left', async () => {
    const { clock, start, store, stateOf, lease } = shop();
    const intent = take();
    await store.submit('acme', [intent], 60_000);
    const one = start('one');
    await clock.run(one.writer.recover(undefined));
    expect(stateOf(intent)).toBe('applied');
    await clock.advance(0);
    expect([clock.timers, lease().holder, one.writer.isIdle]).toEqual([0, undefined, true]);
  });

  test('ends with its signal, and other calls go on', async () => {
    const { clock, start, store } = shop();
    const { fence } = await store.takeLease('acme', 'busy');
    const one = start('one');
    const controller = new AbortController();
    const recovery = one.writer.recover(controller.signal).catch((reason: unknown) => reason);
    const { end, ended } = one.want(take());
    await clock.advance(100);
    controller.abort(new Error('enough'));
    expect(await clock.run(recovery)).toMatchObject({ message: 'enough' });
    await store.dropLease('acme', fence);
    await clock.run(ended);
    expect(end.intent?.state).toBe('applied');
    const steps = one.told.length;
    await expect(one.writer.recover(controller.signal)).rejects.toThrow('enough');
    expect(one.told).toHaveLength(steps);
  });

  test('alone, that is given up, leaves nothing behind', async () => {
    const { clock, start, store } = shop();
    await store.takeLease('acme', 'busy');
    const one = start('one');
    const controller = new AbortController();
    const recovery = one.writer.recover(controller.signal).catch((reason: unknown) => reason);
    await clock.advance(100);
    controller.abort(new Error('enough'));
    await clock.run(recovery);
    await clock.advance(0);
    expect([clock.timers, one.writer.isIdle]).toEqual([0, true]);
  });

  test('fails with the store, and so do calls', async () => {
    const { clock, start } = shop();
    const one = start('one', { steps: { takeLease: fail } });
    await expect(clock.run(one.writer.recover(undefined))).rejects.toThrow('away');
    const { end, ended } = one.want(take());
    await clock.run(ended);
    expect(end.error).toMatchObject({ message: 'away' });
  });
});

describe('requests that fail', () => {
  test('are repeated after a pause, which grows with each in a row', async () => {
    const { clock, start } = shop();
    const reads: (ReadOutcome | undefined)[] = [
      { kind: 'failed', error: 'r1' },
      { kind: 'failed', error: 'r2' },
    ];
    const sends: (SendOutcome | undefined)[] = [
      { kind: 'not-executed', error: 'w1' },
      { kind: 'not-executed', error: 'w2' },
    ];
    const one = start('one', { onRead: () => reads.shift(), onSend: () => sends.shift() });
    const { end, ended } = one.want(take());
    await clock.run(ended);
    expect(end.intent?.state).toBe('applied');
    expect(one.whats(/^(backOff|send|read)/)).toEqual([
      'read 1',
      'backOff read 1 r1 1',
      'read 1',
      'backOff read 1 r2 2',
      'read 1',
      'send 1 9 1',
      'backOff write 1 w1 1',
      'read 1',
      'send 1 9 1',
      'backOff write 1 w2 2',
      'read 1',
      'send 1 9 1',
    ]);
    reads.push({ kind: 'failed', error: 'r3' });
    sends.push({ kind: 'not-executed', error: 'w3' });
    await clock.advance(3_000);
    await clock.run(one.want(take()).ended);
    expect(one.whats(/^backOff/).slice(-2)).toEqual([
      'backOff read 1 r3 1',
      'backOff write 1 w3 1',
    ]);
  });

  test('by a lost answer are looked at, and sent again as they were', async () => {
    const { clock, start, levels } = shop();
    const sends: (SendOutcome | undefined)[] = [{ kind: 'lost', error: 'lost' }];
    const one = start('one', { onSend: () => sends.shift() });
    const { end, ended } = one.want(take());
    await clock.run(ended);
    expect(end.intent?.state).toBe('applied');
    expect(one.whats(/^(send|read)/)).toEqual(['read 1', 'send 1 9 1', 'read 1', 'send 1 9 2']);
    expect(levels.get(placeOf(A))).toMatchObject({ onHand: 9 });
    const second = one.want(take(A, { content: { kind: 'by', ...A, values: { onHand: -2 } } }));
    await clock.run(second.ended);
    // The first attempt may arrive until its time is over.
    expect(second.end.at).toBeGreaterThanOrEqual(6_000);
    expect(levels.get(placeOf(A))).toMatchObject({ onHand: 7 });
  });

  test('for a lost answer, and were carried out, are seen by a reading', async () => {
    const { clock, start, levels } = shop();
    const one = start('one', {
      onSend: (write) => {
        levels.set(placeOf(write), level(write.target?.onHand ?? 0, write));
        return { kind: 'lost', error: 'lost' };
      },
    });
    const { end, ended } = one.want(take());
    await clock.run(ended);
    expect(end.intent?.state).toBe('applied');
    expect(one.whats(/^(send|read|judge|backOff)/)).toEqual([
      'read 1',
      'send 1 9 1',
      'read 1',
      'judge',
    ]);
  });

  test('for good are planned anew once nothing can arrive any more', async () => {
    const { clock, start } = shop();
    const one = start('one', {
      isSameWrite: () => false,
      onSend: ({ attempt }) =>
        clock.now() < 1_006_000 && attempt === 1 ? { kind: 'lost', error: 'lost' } : undefined,
    });
    const { end, ended } = one.want(take());
    await clock.run(ended);
    expect(end.intent?.state).toBe('applied');
    expect(one.whats(/^backOff/)).toEqual(['backOff write 1 lost 1']);
    expect(end.at).toBeGreaterThanOrEqual(6_000);
    expect(end.at).toBeLessThanOrEqual(7_000);
  });

  test('that are refused refuse one, and send several alone', async () => {
    const { clock, start } = shop();
    const refusal = { reason: 'platform', message: 'no' };
    const one = start('one', { onSend: () => ({ kind: 'refused', refusal }) });
    const calls = [one.want(take()), one.want(take())];
    await clock.run(Promise.all(calls.map(({ ended }) => ended)));
    for (const { end } of calls) expect(end.intent).toMatchObject({ state: 'refused', refusal });
    expect(one.whats(/^send/)).toEqual(['send 1 8 1', 'send 1 9 1', 'send 1 9 1']);
  });

  test('for what is made ready end the calls', async () => {
    const { clock, start, lease } = shop();
    const one = start('one', { ready: fail });
    const { end, ended } = one.want(take());
    await clock.run(ended);
    expect(end.error).toMatchObject({ message: 'away' });
    await clock.advance(0);
    expect([lease().holder, clock.timers]).toEqual([undefined, 0]);
  });

  test('because nothing is made ready lose the lease, which others may take', async () => {
    const { clock, start, lease } = shop();
    const one = start('one', { ready: () => new Promise(() => {}) });
    one.want(take());
    await clock.advance(100);
    const two = start('two');
    const other = two.want(take(B));
    await clock.run(other.ended);
    expect(other.end.intent?.state).toBe('applied');
    expect(lease().fence).toBe(2);
  });

  test('by a store that is away after the answer tell what the platform said', async () => {
    const { clock, start } = shop();
    const one = start('one', { steps: { end: fail } });
    const { end, ended } = one.want(take());
    await clock.run(ended);
    expect(end.intent).toMatchObject({ state: 'applied', level: { onHand: 9 } });
  });

  test('by a dead process are waited for, and that is recorded', async () => {
    const { clock, start, store } = shop();
    const intent = take();
    await store.submit('acme', [intent], 60_000);
    const { fence } = await store.takeLease('acme', 'dead');
    const seen = await store.follow('acme', [intent.key], 60_000);
    const statement = {
      ...A,
      id: 's',
      keys: [intent.key],
      before: level(10),
      target: { onHand: 9 },
      refusals: {},
      inFlightMs: 6_000,
    };
    await store.begin('acme', fence, statement, seen);
    await store.dropLease('acme', fence);
    const one = start('one');
    const { end, ended } = one.want(intent);
    await clock.run(ended);
    expect(end.intent?.state).toBe('applied');
    expect(one.whats(/^send/)).toEqual(['send 1 9 2']);
    expect(one.whats(/^waited/).length).toBeGreaterThan(10);
    expect(end.at).toBeGreaterThanOrEqual(1_500);
    expect(end.at).toBeLessThanOrEqual(2_000);
  });
});
