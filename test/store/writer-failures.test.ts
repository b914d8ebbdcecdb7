import { describe, expect, test } from 'vitest';
import type { ReadOutcome, SendOutcome } from '../../src/store/writer/carrier.ts';
import { placeOf } from '../../src/store/writer/turns.ts';
import { level } from './writer-parts.ts';
import { A, B, fail, shop, take } from './writer-shop.ts';

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

  test('are counted anew after one of the same lease that was taken', async () => {
    const { clock, start } = shop();
    const failed = { kind: 'not-executed', error: 'w' } as const;
    const sends: (SendOutcome | undefined)[] = [failed, undefined, failed];
    const one = start('one', { onSend: () => sends.shift() });
    const set = (onHand: number) =>
      one.want(take(A, { content: { kind: 'set', ...A, values: { onHand } } })).ended;
    await clock.run(Promise.all([set(1), set(2)]));
    expect(one.whats(/^(backOff|takeLease)/)).toEqual([
      'takeLease',
      'backOff write 1 w 1',
      'backOff write 1 w 1',
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
    expect(one.whats(/^pace/)).toHaveLength(4);
    expect(levels.get(placeOf(A))).toMatchObject({ onHand: 9 });
    const second = one.want(take(A, { content: { kind: 'by', ...A, values: { onHand: -2 } } }));
    await clock.run(second.ended);
    // The first attempt may arrive until its time is over.
    expect(second.end.at).toBeGreaterThanOrEqual(6_000);
    // What has ended is not remembered.
    expect(one.writer.lost.size).toBe(0);
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
    expect(end.at).toBe(0);
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

  test('because a record fails, once, end the calls', async () => {
    const { clock, start } = shop();
    let times = 0;
    const one = start('one', { steps: { begin: (own) => ((times += 1) === 1 ? fail() : own()) } });
    const { end, ended } = one.want(take());
    await clock.run(ended);
    expect(end.error).toMatchObject({ message: 'away' });
    expect(one.whats(/^send/)).toEqual([]);
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
