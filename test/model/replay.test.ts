import { expect, test } from 'vitest';
import { emptyStock, replay, verifyLedger } from '../../src/model/index.ts';
import type { StockEvent } from '../../src/model/index.ts';
import { event, HERE, level, levelOf, line, stockOf } from './fixtures.ts';

const connected = event({
  type: 'variant.connected',
  id: 'a',
  at: '2026-03-01T09:00:00Z',
  ...HERE,
  quantities: { available: 5 },
});
const ordered = event({
  type: 'order.placed',
  id: 'b',
  at: '2026-03-01T10:00:00Z',
  orderId: '1001',
  lines: [line({ quantity: 3 })],
});
const counted = event({
  type: 'stock.set',
  id: 'c',
  at: '2026-03-01T11:00:00Z',
  ...HERE,
  quantities: { available: 1 },
});

test('a late event lands where it happened, not where it arrived', () => {
  const { state, entries, rejected } = replay([counted, ordered, connected]);

  expect(entries.map(({ eventId }) => eventId)).toEqual(['a', 'b', 'c']);
  expect(levelOf(state)).toEqual(level({ available: 1, committed: 3 }));
  expect(rejected).toEqual([]);
});

test('events are sorted by the moment, whatever their zones and fractions', () => {
  const times = [
    '2026-03-01T12:00:00+03:00', // 09:00:00 UTC
    '2026-03-01T09:00:00.0005Z',
    '2026-03-01T09:00:00.25Z',
    '2026-03-01T04:00:01-05:00', // 09:00:01 UTC
    '2026-03-02T00:00:00+14:00', // 10:00:00 UTC
  ];
  const log = times.map((at, index) =>
    event({ type: 'stock.adjusted', id: `${9 - index}`, at, ...HERE, deltas: { available: 1 } }),
  );
  const { entries } = replay(log.toReversed(), stockOf([level()]));

  expect(entries.map(({ at }) => at)).toEqual(times);
});

test('events of one moment are sorted by id', () => {
  const at = '2026-03-01T10:00:00Z';
  const log = ['b', 'a', 'B', '10', '9'].map((id, index) =>
    event({
      type: 'stock.adjusted',
      id,
      at: index % 2 === 0 ? at : '2026-03-01T11:00:00+01:00',
      ...HERE,
      deltas: { available: 1 },
    }),
  );
  const { entries } = replay(log, stockOf([level()]));

  expect(entries.map(({ eventId }) => eventId)).toEqual(['10', '9', 'B', 'a', 'b']);
});

test('a refused event is listed with its reason, and the rest goes on', () => {
  const tooMuch = event({
    type: 'order.placed',
    id: 'x',
    at: '2026-03-01T09:30:00Z',
    orderId: '1000',
    lines: [line({ quantity: 6 })],
  });
  const { state, rejected } = replay([tooMuch, ordered, connected]);

  expect(rejected).toEqual([
    {
      event: tooMuch,
      rejection: {
        reason: 'insufficient-stock',
        ...HERE,
        line: 0,
        requested: 6,
        available: 5,
        floor: 0,
      },
    },
  ]);
  expect(levelOf(state)).toEqual(level({ available: 2, committed: 3 }));
});

test('an event that is delivered twice counts once', () => {
  const { state, entries } = replay([connected, ordered, connected, { ...ordered }]);

  expect(entries).toHaveLength(2);
  expect(levelOf(state)).toEqual(level({ available: 2, committed: 3 }));
});

test('replay goes on from a state, and leaves that state alone', () => {
  const { state: before } = replay([connected]);
  const { state, entries } = replay([ordered], before);

  expect(levelOf(before)).toEqual(level({ available: 5 }));
  expect(levelOf(state)).toEqual(level({ available: 2, committed: 3 }));
  expect([before.position, state.position]).toEqual([1, 2]);
  expect(verifyLedger(entries, state.levels)).toEqual({ ok: true });
});

test('a log that changes nothing gives back the state that was given', () => {
  const { state: before } = replay([connected]);

  expect(replay([connected], before).state).toBe(before);
  expect(replay([], before)).toEqual({ state: before, entries: [], rejected: [] });
});

test('an empty log on nothing is empty stock', () => {
  expect(replay([]).state).toEqual(emptyStock());
});

test('replay reads any iterable once and leaves an array in its order', () => {
  const log = [ordered, connected];
  const { entries } = replay(new Set(log));
  replay(log);

  expect(entries).toHaveLength(2);
  expect(log).toEqual([ordered, connected]);
});

test('what is no event is refused at the end, and stops nothing', () => {
  const junk: unknown[] = [
    null,
    undefined,
    5,
    Symbol('event'),
    { at: 'yesterday', id: 'j1' },
    { at: Object.create(null) as unknown, id: 'j2' },
    { at: connected.at, id: Symbol('id') },
    { at: connected.at, id: Symbol('other id') },
    { ...connected, id: 7 },
  ];
  const { rejected, entries } = replay([...junk, ordered, connected] as StockEvent[]);

  expect(entries.map(({ eventId }) => eventId)).toEqual(['a', 'b']);
  expect(new Set(rejected.map(({ event: refused }) => refused))).toEqual(new Set(junk));
});
