import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { wait } from '../../src/base/abort.ts';
import type { Intent } from '../../src/store/intent.ts';
import type { ReadOutcome, SendOutcome } from '../../src/store/writer/carrier.ts';
import { placeOf } from '../../src/store/writer/turns.ts';
import { firstOf } from '../../src/store/writer/pause.ts';
import { EndUnknown } from '../../src/store/writer/waiting.ts';
import { createVirtualClock } from '../../src/testing/virtual-clock.ts';
import { level } from './writer-parts.ts';
import { A, B, fail, shop, take } from './writer-shop.ts';

describe('a call that is given up', () => {
  test('before anything is under way withdraws its intent', async () => {
    const { clock, start, store, stateOf, lease } = shop();
    await store.takeLease('acme', 'busy');
    const one = start('one');
    const controller = new AbortController();
    const intent = take();
    const { end, ended } = one.want(intent, controller.signal);
    await clock.advance(90);
    // One that came later, in the middle of a pause, is no reason to wait for its end.
    const later = one.want(take(B), controller.signal);
    await clock.advance(10);
    controller.abort(new Error('enough'));
    await clock.run(Promise.all([ended, later.ended]));
    expect(end.error).toMatchObject({ message: 'enough' });
    expect(stateOf(intent)).toBe('withdrawn');
    await clock.advance(0);
    expect([clock.timers, lease().holder, one.writer.isIdle]).toEqual([0, 'busy', true]);
  });

  test('while a turn is waited for hands the lease over, and does nothing else', async () => {
    const { clock, start } = shop();
    const one = start('one', { pace: async (_, signal) => wait(clock, 10_000, signal) });
    const controller = new AbortController();
    const { ended } = one.want(take(), controller.signal);
    await clock.advance(250);
    one.told.length = 0;
    controller.abort(new Error('enough'));
    await clock.run(ended);
    await clock.advance(0);
    expect(one.whats(/./)).toEqual(['withdraw', 'dropLease']);
    expect(clock.timers).toBe(0);
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

  test('of which the store knows nothing ends all the same', async () => {
    const { clock, start, store } = shop();
    await store.takeLease('acme', 'busy');
    const controller = new AbortController();
    const following = start('one').writer.follow(take(), controller.signal);
    await clock.advance(100);
    controller.abort(new Error('enough'));
    await expect(clock.run(following)).rejects.toThrow('enough');
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

test.each(Array.from({ length: 16 }, (_, index) => index))(
  'a call that comes as the work of another ends, by %d steps later, is carried out',
  async (later) => {
    const { clock, start } = shop();
    let second: Promise<Intent> | undefined;
    const one = start('one', {
      steps: {
        dropLease: async (own) => {
          await own();
          const call = async (): Promise<Intent> => {
            for (let step = 0; step < later; step += 1) await Promise.resolve();
            return one.writer.follow(next, undefined);
          };
          second = call();
        },
      },
    });
    const next = take(B);
    await one.writer.submit([next]);
    await clock.run(one.want(take()).ended);
    await clock.advance(0);
    expect(await clock.run(Promise.resolve(second))).toMatchObject({ state: 'applied' });
  },
);

describe('what is left behind', () => {
  test('on a signal is nothing, by calls and by recoveries that have ended', async () => {
    const { clock, start } = shop();
    const one = start('one');
    const { signal } = new AbortController();
    await clock.run(one.want(take(), signal).ended);
    await clock.run(one.writer.recover(signal));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('of a pause is nothing', async () => {
    const clock = createVirtualClock();
    const { signal } = new AbortController();
    await clock.run(firstOf(clock, 100, [], signal));
    await clock.run(firstOf(clock, 100, [Promise.resolve()], signal));
    expect([getEventListeners(signal, 'abort'), clock.timers]).toEqual([[], 0]);
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

  test('hands the lease over before it tries a call that comes just then', async () => {
    const { clock, start } = shop();
    const next = take(B);
    let second: Promise<unknown> | undefined;
    const one = start('one', {
      onRead: () => unauthorized,
      steps: {
        withdraw: (own) => {
          second ??= one.writer.follow(next, undefined).catch((reason: unknown) => reason);
          return own();
        },
      },
    });
    await one.writer.submit([next]);
    await clock.run(one.want(take()).ended);
    expect(await clock.run(Promise.resolve(second))).toBe(error);
    expect(one.whats(/^(read|dropLease)/)).toEqual(['read 2,1', 'dropLease', 'read 2']);
  });

  test('works for a recovery all the same', async () => {
    const { clock, start } = shop();
    const outcomes: (ReadOutcome | undefined)[] = [unauthorized];
    const one = start('one', { onRead: () => outcomes.shift() });
    await clock.run(one.want(take()).ended);
    const startedAt = clock.now();
    await clock.run(one.writer.recover(undefined));
    expect(one.whats(/^read/)).toEqual(['read 1']);
    expect(clock.now()).toBe(startedAt);
  });
});

describe('a recovery', () => {
  test('carries out what is wanted, and ends when nothing is left', async () => {
    const { clock, start, store, stateOf, lease } = shop();
    const intent = take();
    await store.submit('acme', [intent], 60_000);
    const one = start('one', {
      read: async () => {
        await wait(clock, 50, undefined);
        return { kind: 'read', levels: [level(10)] };
      },
    });
    await clock.run(one.writer.recover(undefined));
    expect(stateOf(intent)).toBe('applied');
    await clock.advance(0);
    expect([clock.timers, lease().holder, one.writer.isIdle]).toEqual([0, undefined, true]);
  });

  test('does not wait for what may still arrive and changes nothing any more', async () => {
    const { clock, start } = shop();
    const sends: (SendOutcome | undefined)[] = [{ kind: 'lost', error: 'lost' }];
    const one = start('one', { onSend: () => sends.shift() });
    await clock.run(one.want(take()).ended);
    expect(one.whats(/^send/)).toEqual(['send 1 9 1', 'send 1 9 2']);
    const startedAt = clock.now();
    await clock.run(one.writer.recover(undefined));
    expect(clock.now()).toBe(startedAt);
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
    expect(one.whats(/^follow/)).toEqual([]);
  });

  test('fails with the store, and so do calls', async () => {
    const { clock, start } = shop();
    const one = start('one', { steps: { takeLease: fail } });
    await expect(clock.run(one.writer.recover(undefined))).rejects.toThrow('away');
    expect(one.whats(/./)).toEqual(['takeLease']);
    const { end, ended } = one.want(take());
    await clock.run(ended);
    expect(end.error).toMatchObject({ message: 'away' });
  });
});
