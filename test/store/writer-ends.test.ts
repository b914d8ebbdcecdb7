import { describe, expect, test } from 'vitest';
import { wait } from '../../src/base/abort.ts';
import type { ReadOutcome } from '../../src/store/writer/carrier.ts';
import { placeOf } from '../../src/store/writer/turns.ts';
import { EndUnknown } from '../../src/store/writer/waiting.ts';
import { A, B, fail, shop, take } from './writer-shop.ts';

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
