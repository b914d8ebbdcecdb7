import { describe, expect, test } from 'vitest';
import { wait } from '../../src/base/abort.ts';
import type { NewIntent } from '../../src/store/intent.ts';
import type { Agenda } from '../../src/store/store-steps.ts';
import type { SendOutcome } from '../../src/store/writer/carrier.ts';
import { placeOf } from '../../src/store/writer/turns.ts';
import { level } from './writer-parts.ts';
import { A, B, fail, shop, take } from './writer-shop.ts';
import type { Changes } from './writer-shop.ts';

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
    // What is not sent needs nothing made ready, and its caller knows at once.
    const one = start('one', { ready: fail });
    const few = one.want(take(A, { content: { kind: 'by', ...A, values: { onHand: -11 } } }));
    await clock.run(few.ended);
    expect(few.end.intent).toMatchObject({ state: 'refused', refusal: { reason: 'model' } });
    expect(few.end.at).toBe(0);
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
    // A store may list them in any order of their levels.
    const agenda = async (own: () => Promise<Agenda | undefined>) => {
      const found = await own();
      const intents = found?.intents.toSorted((a, b) => a.sequence - b.sequence) ?? [];
      return found && { ...found, intents };
    };
    const one = start('one', { settings: { concurrency: 1 }, steps: { agenda } });
    const set = (onHand: number, at = A, priority: NewIntent['priority'] = 'interactive') =>
      one.want({ ...take(at), priority, content: { kind: 'set', ...at, values: { onHand } } });
    const night = [6, 7].map((onHand) => set(onHand, B, 'background'));
    const urgent = [1, 2, 3, 4, 5].map((onHand) => set(onHand));
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

  test('of another is no reason to wait on once it has ended what is waited for', async () => {
    const { clock, start, store } = shop();
    const { fence } = await store.takeLease('acme', 'busy');
    const one = start('one');
    const intent = take();
    const { end, ended } = one.want(intent);
    await clock.advance(10);
    const seen = await store.follow('acme', [intent.key], 5_000);
    const settlement = { key: intent.key, state: 'applied', level: level(9) } as const;
    await store.settle('acme', fence, [settlement], seen);
    await clock.run(ended);
    await clock.advance(0);
    expect([end.intent?.state, clock.timers, one.writer.isIdle]).toEqual(['applied', 0, true]);
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
    const everyHalfSecond = Array.from({ length: 18 }, (_, index) => 500 * (index + 1));
    expect(renewals).toEqual(everyHalfSecond);
    const looks = one.told.filter(({ what }) => what === 'follow').map(({ at }) => at);
    expect(looks).toEqual(everyHalfSecond);
    await clock.run(ended);
    expect(end.intent?.state).toBe('applied');
    expect(lease().fence).toBe(1);
  });

  const lossOf = <Value>(none: Value) => {
    let losses = 0;
    return async (own: () => Promise<Value>): Promise<Value> =>
      (losses += 1) === 1 ? none : own();
  };

  test.each<[string, Changes]>([
    ['at a look at what there is', { agenda: lossOf<Agenda | undefined>(undefined) }],
    ['at a record of what was waited for', { waited: lossOf(false) }],
  ])('that is lost %s ends the work, and is asked for again', async (_, steps) => {
    const { clock, start } = shop();
    const lost = { kind: 'lost', error: 'lost' } as const;
    const sends: (SendOutcome | undefined)[] = [lost, lost];
    const one = start('one', { steps, onSend: () => sends.shift() });
    const { end, ended } = one.want(take());
    await clock.run(ended);
    expect(end.intent?.state).toBe('applied');
    expect(one.whats(/^takeLease/)).toHaveLength(2);
  });

  test('that is lost before a write sends nothing, and nothing is paid for twice', async () => {
    const { clock, start } = shop();
    const one = start('one', { steps: { begin: lossOf(false) } });
    const { end, ended } = one.want(take());
    await clock.run(ended);
    expect(end.intent?.state).toBe('applied');
    expect(one.whats(/^(pace|read|send)/)).toEqual([
      'pace interactive',
      'pace interactive',
      'read 1',
      'pace interactive',
      'read 1',
      'send 1 9 1',
    ]);
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
