import { describe, expect, test } from 'vitest';
import { msSince, momentOf } from '../../src/store/writer/carrier.ts';
import { Failures } from '../../src/store/writer/failures.ts';
import { Flights } from '../../src/store/writer/flights.ts';
import { Readings } from '../../src/store/writer/readings.ts';
import { byTurn } from '../../src/store/writer/turns.ts';
import { Waiting } from '../../src/store/writer/waiting.ts';
import { carrierOf, intentOf, level, place, statementOf } from './writer-parts.ts';

const [A, B, C] = [place('1'), place('2'), place('3')];

test('a moment is as long ago as the clock says that moved more, whichever way', () => {
  let [now, monotonic] = [5_000, 100];
  const { carrier } = carrierOf({
    clock: { now: () => now, setTimer: () => () => {} },
    monotonic: () => monotonic,
  });
  const moment = momentOf(carrier);
  expect(moment).toEqual({ wall: 5_000, monotonic: 100 });
  expect(msSince(carrier, moment)).toBe(0);
  [now, monotonic] = [5_010, 107];
  expect(msSince(carrier, moment)).toBe(10);
  [now, monotonic] = [5_010, 130];
  expect(msSince(carrier, moment)).toBe(30);
  now = 1_000;
  expect(msSince(carrier, moment)).toBe(4_000);
});

describe('failures', () => {
  function scene(fail?: (failures: number) => void) {
    const rests: unknown[] = [];
    const controller = new AbortController();
    const { carrier } = carrierOf({
      backOff: async (...[kind, places, error, failures, signal]) => {
        expect(signal).toBe(controller.signal);
        rests.push([kind, places.map(({ variantId }) => variantId).join(), error, failures]);
        fail?.(failures);
      },
    });
    return { rests, controller, failures: new Failures(carrier, controller.signal) };
  }

  test('are counted in a row, for each level and kind of request', async () => {
    const { rests, failures } = scene();
    await failures.rest('read', [A], 'e1');
    await failures.rest('read', [A], 'e2');
    await failures.rest('read', [B, A, C], 'e3');
    await failures.rest('read', [C], 'e4');
    await failures.rest('write', [A], 'e5');
    failures.forget('write', [A, B]);
    failures.forget('read', [C]);
    await failures.rest('read', [B], 'e6');
    await failures.rest('read', [C], 'e7');
    await failures.rest('write', [A], 'e8');
    expect(rests).toEqual([
      ['read', '1', 'e1', 1],
      ['read', '1', 'e2', 2],
      ['read', '2,1,3', 'e3', 3],
      ['read', '3', 'e4', 4],
      ['write', '1', 'e5', 1],
      ['read', '2', 'e6', 4],
      ['read', '3', 'e7', 1],
      ['write', '1', 'e8', 1],
    ]);
  });

  test('of a write whose answer was lost count once it turns out not to be applied', async () => {
    const { rests, failures } = scene();
    failures.lose(A, 'lost');
    await failures.judged(A, 'not-applied');
    failures.lose(A, 'lost again');
    await failures.judged(A, 'not-applied');
    expect(rests).toEqual([
      ['write', '1', 'lost', 1],
      ['write', '1', 'lost again', 2],
    ]);
  });

  test.each(['applied', 'in-doubt', 'not-applied'])(
    'are forgotten where a write was %s, and none was lost that is not judged yet',
    async (verdict) => {
      const { rests, failures } = scene();
      await failures.rest('write', [A], 'e1');
      if (verdict !== 'not-applied') failures.lose(A, 'lost');
      await failures.judged(A, verdict);
      await failures.judged(A, 'not-applied');
      await failures.rest('write', [A], 'e2');
      expect(rests).toEqual([
        ['write', '1', 'e1', 1],
        ['write', '1', 'e2', 1],
      ]);
    },
  );

  test('end a rest that fails, unless the work is over', async () => {
    const { controller, failures } = scene(() => {
      throw new Error('cannot rest');
    });
    await expect(failures.rest('read', [A], 'e1')).rejects.toThrow('cannot rest');
    controller.abort();
    await failures.rest('read', [A], 'e2');
  });
});

describe('flights', () => {
  const open = (more = {}) => [{ statement: statementOf(more), intents: [], areWanted: true }];

  test('are counted from 100 ms on, in whole milliseconds of which none is lost', () => {
    const flights = new Flights();
    expect(flights.count(open(), 10)).toEqual([]);
    expect(flights.count(open(), 109.9)).toEqual([]);
    expect(flights.count(open(), 110.7)).toEqual([{ statementId: 's1', attempt: 1, ms: 100 }]);
    expect(flights.count(open(), 210.6)).toEqual([{ statementId: 's1', attempt: 1, ms: 100 }]);
    expect(flights.count(open(), 309)).toEqual([]);
  });

  test('of another attempt begin anew', () => {
    const flights = new Flights();
    flights.count(open(), 0);
    const again = open({ attempts: 2, unanswered: [1, 2] });
    expect(flights.count(again, 500)).toEqual([]);
    expect(flights.count(again, 600)).toEqual([{ statementId: 's1', attempt: 2, ms: 100 }]);
  });

  test.each([
    ['is not among the work any more', []],
    ['has its answer', open({ unanswered: [] })],
    ['was waited for to the end', open({ waitedMs: 60_000 })],
  ])('of what %s are over', (_, statements) => {
    const flights = new Flights();
    flights.count(open(), 0);
    expect(flights.count(statements, 500)).toEqual([]);
    expect(flights.count(open(), 1_000)).toEqual([]);
  });
});

describe('readings', () => {
  const scene = (isStale = false) => {
    const { carrier, clock } = carrierOf({ isStale: () => isStale });
    const readings = new Readings(carrier, { maxAgeMs: 2_000, requestMs: 500 });
    return { readings, clock, carrier };
  };

  test('are written on for as long as they are young', async () => {
    const { readings, clock, carrier } = scene();
    const askedAt = momentOf(carrier);
    await clock.advance(300);
    readings.take([A, B], [level(4, A)], [], askedAt);
    expect(readings.young(A)).toMatchObject({ level: level(4, A), askedAt, isStale: false });
    expect(readings.young(A)?.answeredAt).toEqual(momentOf(carrier));
    expect(readings.young(B)).toMatchObject({ level: undefined, isStale: false });
    expect(readings.young(C)).toBeUndefined();
    await clock.advance(2_000);
    expect(readings.young(A)).toBeDefined();
    await clock.advance(1);
    expect(readings.young(A)).toBeUndefined();
  });

  test('that took longer than a request may do not count', async () => {
    const { readings, clock, carrier } = scene();
    const askedAt = momentOf(carrier);
    await clock.advance(500);
    readings.put(A, level(4, A), askedAt);
    expect(readings.young(A)).toBeDefined();
    await clock.advance(1);
    readings.put(B, level(4, B), askedAt);
    expect(readings.young(B)).toBeUndefined();
    readings.forget(A);
    expect(readings.young(A)).toBeUndefined();
  });

  test('that are older than what was told count only from the fifth on, and then say so', () => {
    const { readings, carrier } = scene(true);
    const told = [{ level: level(3, A), at: 0 }];
    const take = (): void =>
      readings.take([A, B], [level(4, A), level(4, B)], told, momentOf(carrier));
    for (let times = 1; times < 5; times += 1) {
      take();
      expect(readings.young(A)).toBeUndefined();
    }
    expect(readings.young(B)).toMatchObject({ isStale: false });
    take();
    expect(readings.young(A)).toMatchObject({ isStale: true, level: level(4, A) });
    // One in between that nothing was told of begins anew.
    readings.take([A], [level(3, A)], [], momentOf(carrier));
    expect(readings.young(A)).toMatchObject({ isStale: false });
    readings.forget(A);
    take();
    expect(readings.young(A)).toBeUndefined();
  });
});

test('readings that show no level that was told of show none from the fifth on', () => {
  const { carrier } = carrierOf();
  const readings = new Readings(carrier, { maxAgeMs: 2_000, requestMs: 500 });
  for (let times = 1; times <= 5; times += 1) {
    expect(readings.young(A)).toBeUndefined();
    readings.take([A], [], [{ level: level(3, A), at: 0 }], momentOf(carrier));
  }
  expect(readings.young(A)).toMatchObject({ level: undefined, isStale: false });
});

describe('turns', () => {
  const background = 'background' as const;
  const intents = [
    intentOf({ at: A, priority: background, sequence: 1 }),
    intentOf({ at: B, priority: background, sequence: 2 }),
    intentOf({ at: C, sequence: 3 }),
    intentOf({ at: B, sequence: 4 }),
    intentOf({ at: A, priority: background, sequence: 5 }),
    intentOf({ at: C, sequence: 6 }),
    intentOf({ at: place('1', '8'), priority: background, sequence: 0 }),
  ];
  const told = (first?: 'interactive' | 'background') =>
    byTurn(intents, first).map((turn) => [
      turn.priority,
      turn.intents.map((each) => each.sequence),
    ]);

  test.each([[undefined], ['interactive' as const]])('urgent levels go first: %s', (first) => {
    expect(told(first)).toEqual([
      ['interactive', [3, 6]],
      ['interactive', [2, 4]],
      ['background', [0]],
      ['background', [1, 5]],
    ]);
  });

  test('or those of the background, where it is their turn', () => {
    expect(told('background')).toEqual([
      ['background', [0]],
      ['background', [1, 5]],
      ['interactive', [3, 6]],
      ['interactive', [2, 4]],
    ]);
  });
});

describe('those who wait', () => {
  test('are told once, all who wait for a key', async () => {
    const waiting = new Waiting();
    const intent = intentOf();
    const callers = [waiting.add(intent), waiting.add({ ...intent })];
    expect([waiting.isEmpty, waiting.has(intent.key), waiting.has('other')]).toEqual([
      false,
      true,
      false,
    ]);
    waiting.tell(intentOf());
    expect(waiting.isEmpty).toBe(false);
    waiting.tell(intent);
    expect(waiting.isEmpty).toBe(true);
    expect(await Promise.all(callers.map(({ promise }) => promise))).toEqual([intent, intent]);
  });

  test('leave one by one, and the last says so', () => {
    const waiting = new Waiting();
    const intent = intentOf();
    const [one, two] = [waiting.add(intent), waiting.add(intent)];
    expect(waiting.remove(intent.key, one)).toBe(false);
    expect(waiting.remove(intent.key, one)).toBe(false);
    expect(waiting.remove('other', two)).toBe(false);
    expect(waiting.has(intent.key)).toBe(true);
    expect(waiting.remove(intent.key, two)).toBe(true);
    expect(waiting.isEmpty).toBe(true);
  });

  test('are taken out together, and can be refused', async () => {
    const waiting = new Waiting();
    const [one, two] = [intentOf(), intentOf()];
    const callers = [waiting.add(one), waiting.add(one), waiting.add(two)];
    expect(waiting.takeAll()).toEqual([
      [one, [callers[0], callers[1]]],
      [two, [callers[2]]],
    ]);
    expect(waiting.isEmpty).toBe(true);
    callers[0]?.reject(new Error('over'));
    await expect(callers[0]?.promise).rejects.toThrow('over');
  });

  test('are looked after all at once where they are a thousand', () => {
    const waiting = new Waiting();
    const intents = Array.from({ length: 1_000 }, () => intentOf());
    for (const intent of intents) waiting.add(intent);
    expect(waiting.next()).toEqual(intents);
    expect(waiting.next()).toEqual(intents);
  });

  test.each([
    [1_500, 1_000],
    [24_000, 1_200],
  ])('%d of them have their turn, %d at a time', (count, most) => {
    const waiting = new Waiting();
    const keys = Array.from({ length: count }, () => intentOf()).map((intent) => {
      waiting.add(intent);
      return intent.key;
    });
    const next = () => waiting.next().map(({ key }) => key);
    const turns = [...next(), ...next(), ...next()];
    expect(turns).toEqual([...keys, ...keys].slice(0, 3 * most));
  });
});
