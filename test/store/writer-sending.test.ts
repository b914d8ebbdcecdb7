import { describe, expect, test } from 'vitest';
import type { Intent } from '../../src/store/intent.ts';
import type { Answer, Ended } from '../../src/store/store-steps.ts';
import type { Carrier, Send, SendOutcome } from '../../src/store/writer/carrier.ts';
import { firstOf } from '../../src/store/writer/pause.ts';
import { sendRecorded } from '../../src/store/writer/sending.ts';
import { Supplies } from '../../src/store/writer/supplies.ts';
import type { Worker } from '../../src/store/writer/worker.ts';
import { createVirtualClock } from '../../src/testing/virtual-clock.ts';
import { carrierOf, intentOf, level, place, statementOf } from './writer-parts.ts';

const never = new Promise<never>(() => {});

describe('a pause', () => {
  const clock = createVirtualClock();
  const timed = async (promise: Promise<void>): Promise<number> => {
    const startedAt = clock.now();
    await clock.run(promise);
    expect(clock.timers).toBe(0);
    return clock.now() - startedAt;
  };
  const after = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      clock.setTimer(resolve, ms);
    });

  test('ends with its time, with what it waits for, or with its signal', async () => {
    expect(await timed(firstOf(clock, 100))).toBe(100);
    expect(await timed(firstOf(clock, 100, [never, after(30), never]))).toBe(30);
    expect(await timed(firstOf(clock, 100, [], AbortSignal.abort()))).toBe(0);
    const controller = new AbortController();
    clock.setTimer(() => controller.abort(), 40);
    expect(await timed(firstOf(clock, 100, [never], controller.signal))).toBe(40);
    await expect(timed(firstOf(clock, 100, [Promise.reject(new Error('no'))]))).rejects.toThrow(
      'no',
    );
  });
});

/** A worker of which a store that ends attempts is known, and what it tells. */
function workerOf(
  end: (answer: Answer) => Promise<Partial<Ended>> = async () => ({}),
  more: Partial<Carrier> = {},
) {
  const { carrier, clock } = carrierOf(more);
  const told: (readonly Intent[])[] = [];
  const answers: unknown[] = [];
  const doubled: unknown[] = [];
  const worker = {
    carrier,
    store: {
      end: async (shop: string, attempt: object, answer: Answer) => {
        answers.push({ shop, ...attempt, at: clock.now() - 1_000_000, ...answer });
        return { intents: [], doubled: [], ...(await end(answer)) };
      },
    },
    settings: {
      shop: 'acme',
      sendDeadlineMs: 1_000,
      onDoubled: (each: unknown) => doubled.push(each),
    },
    lost: new Map<string, number>(),
    idle: new AbortController().signal,
    tell: (intents: readonly Intent[]) => void told.push(intents),
  };
  return { worker: worker as unknown as Worker, clock, told, answers, doubled };
}

describe('an attempt', () => {
  const intents = [intentOf({ key: 'a', state: 'sending' })];
  const statement = statementOf({ id: 's9', keys: ['a'] });
  const attempt = { shop: 'acme', statementId: 's9', attempt: 2 };
  const sending = (outcome: SendOutcome, more = {}) => {
    const sent: unknown[] = [];
    const send: Send = async (write) => {
      sent.push(write);
      return outcome;
    };
    return {
      sent,
      each: { statement, attempt: 2, intents, send, record: async () => true, ...more },
    };
  };
  const acknowledged: SendOutcome = { kind: 'acknowledged', level: level(9) };
  const refused: SendOutcome = { kind: 'refused', refusal: { reason: 'platform', message: 'no' } };

  test.each<[SendOutcome, object[], boolean]>([
    [acknowledged, [{ kind: 'acknowledged', level: level(9) }], false],
    [refused, [refused], true],
    [{ kind: 'not-executed', error: 'e' }, [{ kind: 'not-executed' }], true],
    [{ kind: 'unauthorized', error: 'e' }, [{ kind: 'not-executed' }], true],
    [{ kind: 'lost', error: 'e' }, [], true],
  ])('that ends as %j is recorded as that', async (outcome, expected, isLost) => {
    const ended = { intents, doubled: [] };
    const { worker, answers, told, doubled } = workerOf(async () => ended);
    const { sent, each } = sending(outcome);
    expect(await sendRecorded(worker, each)).toBe(outcome);
    const { before, target } = statement;
    expect(sent).toEqual([{ ...place(), target, before, statementId: 's9', attempt: 2 }]);
    expect(answers).toEqual(expected.map((answer) => ({ ...attempt, at: 0, ...answer })));
    expect(told).toEqual(expected.map(() => intents));
    expect([...worker.lost]).toEqual(isLost ? [['s9', 2]] : []);
    expect(doubled).toEqual([]);
  });

  test('that was recorded by nobody is not sent', async () => {
    const { worker, answers } = workerOf();
    const { sent, each } = sending(acknowledged, { record: async () => false });
    expect(await sendRecorded(worker, each)).toBeUndefined();
    expect([sent, answers]).toEqual([[], []]);
  });

  test.each([
    [1_000, 1],
    [1_001, 0],
  ])('whose record took %d ms is sent %d times', async (ms, times) => {
    const { worker, answers, clock } = workerOf();
    const { sent, each } = sending(acknowledged, {
      record: async () => {
        await clock.advance(ms);
        return true;
      },
    });
    const outcome = await sendRecorded(worker, each);
    expect(sent).toHaveLength(times);
    expect(outcome).toBe(times === 1 ? acknowledged : undefined);
    expect(answers).toMatchObject([{ kind: times === 1 ? 'acknowledged' : 'not-executed' }]);
  });

  test('whose record failed is not sent, and that is recorded', async () => {
    const record = async (): Promise<never> => {
      throw new Error('no answer');
    };
    const { worker, answers } = workerOf();
    const { sent, each } = sending(acknowledged, { record });
    await expect(sendRecorded(worker, each)).rejects.toThrow('no answer');
    expect(sent).toEqual([]);
    expect(answers).toEqual([{ ...attempt, at: 0, kind: 'not-executed' }]);
  });

  test('that was carried out twice is told', async () => {
    const twice = [{ key: 'a', statementId: 's8' }];
    const { worker, doubled } = workerOf(async () => ({ doubled: twice }));
    await sendRecorded(worker, sending(acknowledged).each);
    expect(doubled).toEqual([twice]);
    const { settings, ...rest } = worker;
    const { onDoubled: _, ...deaf } = settings;
    await sendRecorded({ ...rest, settings: deaf }, sending(acknowledged).each);
  });

  test('whose answer cannot be recorded at once is recorded a little later', async () => {
    let failures = 4;
    const { worker, clock, answers, told } = workerOf(async () => {
      if ((failures -= 1) >= 0) throw new Error('away');
      return { intents };
    });
    await clock.run(sendRecorded(worker, sending(acknowledged).each));
    expect(answers.map((answer) => (answer as { at: number }).at)).toEqual([
      0, 100, 300, 600, 1_000,
    ]);
    expect(told).toEqual([intents]);
  });

  const other = intentOf({ key: 'b', state: 'sending' });
  const refusal = { reason: 'model', message: 'too few' };
  test.each([
    [
      acknowledged,
      [
        { key: 'a', state: 'applied', level: level(9) },
        { key: 'b', state: 'refused', refusal },
      ],
    ],
    [refused, []],
  ])('whose answer %j is never recorded is told to those who wait', async (outcome, expected) => {
    const { worker, clock, answers, told } = workerOf(async () => {
      throw new Error('away');
    });
    const both = { ...statement, keys: ['a', 'b'], refusals: { b: refusal } };
    const { each } = sending(outcome, { statement: both, intents: [...intents, other] });
    await expect(clock.run(sendRecorded(worker, each))).rejects.toThrow('away');
    expect(answers).toHaveLength(5);
    expect(told).toMatchObject([expected]);
    expect(told[0]).toHaveLength(expected.length);
  });

  test('that the platform refused alone is told as refused', async () => {
    const { worker, clock, told } = workerOf(async () => {
      throw new Error('away');
    });
    await expect(clock.run(sendRecorded(worker, sending(refused).each))).rejects.toThrow('away');
    expect(told).toMatchObject([[{ key: 'a', state: 'refused', refusal: { reason: 'platform' } }]]);
  });
});

describe('supplies', () => {
  const signal = new AbortController().signal;
  const send: Send = async () => ({ kind: 'lost', error: undefined });

  test('are tokens: one for each payment, of which each priority makes one at a time', async () => {
    const asked: string[] = [];
    const turns: (() => void)[] = [];
    const { worker, clock } = workerOf(undefined, {
      pace: (priority) => {
        asked.push(priority);
        return new Promise((resolve) => turns.push(resolve));
      },
    });
    const supplies = new Supplies(worker, signal);
    const startedAt = clock.now();
    await clock.run(supplies.pay('interactive'));
    await clock.run(supplies.pay('interactive'));
    expect(clock.now() - startedAt).toBe(200);
    expect(asked).toEqual(['interactive']);
    const paying = supplies.pay('background');
    turns[0]?.();
    await clock.run(paying);
    expect(clock.now() - startedAt).toBe(200);
    expect([asked, supplies.tokens]).toEqual([['interactive', 'background'], 1]);
    const again = supplies.pay('interactive');
    turns[2]?.();
    await clock.run(again);
    expect([asked.length, supplies.tokens]).toEqual([3, 2]);
  });

  test('are what sends: for one request, within two seconds', async () => {
    let prepared = 0;
    const { worker, clock } = workerOf(undefined, {
      ready: async () => {
        prepared += 1;
        return send;
      },
    });
    const supplies = new Supplies(worker, signal);
    expect(supplies.sender).toBeUndefined();
    await clock.run(supplies.prepare());
    await clock.advance(2_000);
    expect(supplies.sender).toBe(send);
    expect(supplies.takeSender()).toBe(send);
    expect(supplies.takeSender()).toBeUndefined();
    await clock.run(supplies.prepare());
    await clock.advance(2_001);
    expect(supplies.sender).toBeUndefined();
    expect(prepared).toBe(2);
  });

  test('that take long are asked for once, and each wait for them is short', async () => {
    let prepared = 0;
    const { worker, clock } = workerOf(undefined, {
      ready: () => {
        prepared += 1;
        return never;
      },
    });
    const supplies = new Supplies(worker, signal);
    const startedAt = clock.now();
    await clock.run(supplies.prepare());
    await clock.run(supplies.prepare());
    expect([clock.now() - startedAt, prepared]).toEqual([200, 1]);
  });

  test('that fail fail whoever waits for any, with what failed first', async () => {
    const fail = (why: string) => async (): Promise<never> => {
      throw new Error(why);
    };
    const { worker, clock } = workerOf(undefined, {
      ready: fail('no token'),
      pace: fail('no turn'),
    });
    const supplies = new Supplies(worker, signal);
    await expect(clock.run(supplies.prepare())).rejects.toThrow('no token');
    await expect(clock.run(supplies.pay('interactive'))).rejects.toThrow('no token');
    expect(supplies.tokens).toBe(0);
  });
});
