import { expect, test } from 'vitest';
import { sessions } from '../../src/client/store-door.ts';
import { InventoryClient } from '../../src/index.ts';
import {
  canJoin,
  contentOf,
  isSameWrite,
  needsReading,
  plan,
  refuseAll,
} from '../../src/store/client/planning.ts';
import type { Intent, IntentContent, LevelReading } from '../../src/store/intent.ts';
import type { Statement } from '../../src/store/statement.ts';

const PLACE = { variantId: '1', locationId: '7' };
const client = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
const { settings } = sessions.get(client) ?? {};
if (settings === undefined) throw new Error('the client has no session');

const level = (onHand: number, committed = 0): LevelReading => ({
  ...PLACE,
  available: onHand - committed,
  committed,
  unavailable: 0,
  incoming: 0,
  onHand,
});
let keys = 0;
const intent = (content: object): Intent =>
  ({ key: `k${(keys += 1)}`, content: { ...PLACE, ...content } }) as Intent;
const connect = (): Intent => intent({ kind: 'connect' });
const set = (values: object, more = {}): Intent => intent({ kind: 'set', values, ...more });
const by = (values: object, more = {}): Intent => intent({ kind: 'by', values, ...more });

test.each<[object, IntentContent['kind'], object]>([
  [{ type: 'stock.set', quantities: { onHand: 3 } }, 'set', { values: { onHand: 3 } }],
  [
    { type: 'stock.adjusted', deltas: { onHand: 3, available: undefined } },
    'by',
    { values: { onHand: 3 } },
  ],
  [
    {
      type: 'stock.adjusted',
      deltas: { onHand: 3 },
      expected: { onHand: 1, available: undefined },
    },
    'by',
    { values: { onHand: 3 }, expected: { onHand: 1 } },
  ],
])('a call wants %j, as plain data', (event, kind, content) => {
  const full = { id: 'adjust', at: '', ...PLACE, ...event } as Parameters<typeof contentOf>[0];
  expect(contentOf(full, undefined)).toStrictEqual({ kind, ...PLACE, ...content });
  expect(contentOf(full, 'continue')).toStrictEqual({
    kind,
    ...PLACE,
    ...content,
    oversell: 'continue',
  });
});

test.each([
  [connect(), false],
  [set({ onHand: 1 }), false],
  [set({ onHand: 1 }, { expected: { onHand: 2 } }), true],
  [by({ onHand: 1 }), true],
])('$content is decided on a reading: %s', (each, isRead) => {
  expect(needsReading(each)).toBe(isRead);
});

const EXPECTED = { expected: { onHand: 2 } };
test.each([
  [by({ onHand: 1 }), by({ onHand: -2 }), true],
  [by({ onHand: 1, incoming: 0 }), by({ incoming: 1, onHand: 2 }), true],
  [by({ onHand: 1 }), by({ available: -2 }), false],
  [by({ onHand: 1 }), by({ onHand: 1, incoming: 1 }), false],
  [by({ onHand: 1 }), by({ onHand: 1 }, EXPECTED), false],
  [by({ onHand: 1 }, EXPECTED), by({ onHand: 1 }), false],
  [set({ onHand: 1 }), by({ onHand: 1 }), false],
  [by({ onHand: 1 }), set({ onHand: 1 }), false],
  [set({ onHand: 1 }), set({ onHand: 1 }), false],
  [connect(), connect(), false],
])('%j and %j are one write: %s', (first, next, isOne) => {
  expect(canJoin(first, next)).toBe(isOne);
});

test('a connection and values without an expectation are sent as they are', () => {
  expect(plan(settings, undefined, [connect()])).toStrictEqual({
    isSent: true,
    settlements: [],
    refusals: {},
  });
  expect(plan(settings, level(5), [set({ onHand: 1 })])).toStrictEqual({
    target: { onHand: 1 },
    isSent: true,
    settlements: [],
    refusals: {},
  });
});

test('units are added up, and what goes too far is refused beside the rest', () => {
  const lines = [by({ onHand: -2 }), by({ onHand: -4 }), by({ onHand: -1 })] as const;
  const { target, isSent, settlements, refusals } = plan(settings, level(5), lines);
  expect({ target, isSent, settlements }).toEqual({
    target: { onHand: 2 },
    isSent: true,
    settlements: [],
  });
  expect(refusals).toMatchObject({
    [lines[1].key]: { reason: 'model', details: { reason: 'negative-quantity' } },
  });
  expect(Object.keys(refusals)).toEqual([lines[1].key]);
});

test('a line that may go below nothing does', () => {
  const line = by({ available: -3 }, { oversell: 'continue' });
  expect(plan(settings, level(5, 4), [line])).toMatchObject({
    target: { available: -2 },
    refusals: {},
  });
});

test('an expectation that does not hold refuses, and one that holds is sent', () => {
  const line = set({ onHand: 3 }, { expected: { onHand: 5 } });
  expect(plan(settings, level(5), [line])).toMatchObject({ isSent: true, target: { onHand: 3 } });
  expect(plan(settings, level(4), [line])).toMatchObject({
    isSent: false,
    settlements: [{ key: line.key, state: 'refused', refusal: { reason: 'model' } }],
  });
});

test('what comes to nothing is settled unsent, each line by itself', () => {
  const lines = [by({ onHand: -6 }), by({ onHand: 2 }), by({ onHand: -2 })];
  const before = level(5);
  const { isSent, target, settlements } = plan(settings, before, lines);
  expect({ isSent, target }).toEqual({ isSent: false, target: undefined });
  expect(settlements).toMatchObject([
    { key: lines[0]?.key, state: 'refused', refusal: { reason: 'model' } },
    { key: lines[1]?.key, state: 'applied', level: before },
    { key: lines[2]?.key, state: 'applied', level: before },
  ]);
});

test('without a level all are refused alike', () => {
  const lines = [by({ onHand: -6 }), by({ onHand: 2 })];
  const { isSent, settlements, refusals } = plan(settings, undefined, lines);
  expect({ isSent, refusals }).toEqual({ isSent: false, refusals: {} });
  expect(settlements).toMatchObject(
    lines.map(({ key }) => ({
      key,
      state: 'refused',
      refusal: { reason: 'model', details: { reason: 'not-connected' } },
    })),
  );
});

test('nothing to plan is a mistake of the machine', () => {
  expect(() => plan(settings, undefined, [])).toThrow('nothing to plan');
});

test('all are refused for one reason', () => {
  const lines = [connect(), set({ onHand: 1 })];
  const refusal = { reason: 'platform', message: 'no' };
  expect(refuseAll(lines, refusal)).toEqual({
    isSent: false,
    settlements: lines.map(({ key }) => ({ key, state: 'refused', refusal })),
    refusals: {},
  });
});

const TOO_MANY = by({ onHand: -6 });
const refusals = { [TOO_MANY.key]: { reason: 'model', message: '' } };
test.each([
  ['the same level', { target: { onHand: 3 } }, [by({ onHand: -2 })], level(5), true],
  ['an order since', { target: { onHand: 3 } }, [by({ onHand: -2 })], level(5, 1), true],
  ['another level', { target: { onHand: 3 } }, [by({ onHand: -2 })], level(4), false],
  ['no level', { target: { onHand: 3 } }, [by({ onHand: -2 })], undefined, false],
  ['a connection', {}, [connect()], undefined, true],
  ['what is there', { target: { onHand: 3 } }, [set({ onHand: 3 }, EXPECTED)], level(3), false],
  [
    'refused again',
    { target: { onHand: 4 }, refusals },
    [TOO_MANY, by({ onHand: -1 })],
    level(5),
    true,
  ],
  [
    'let pass now',
    { target: { onHand: 4 }, refusals },
    [TOO_MANY, by({ onHand: 1 })],
    level(9),
    false,
  ],
  ['refused only now', { target: { onHand: 4 } }, [TOO_MANY, by({ onHand: -1 })], level(5), false],
])('the same bytes would be sent again on %s', (_, sent, intents, found, isSame) => {
  const statement = { refusals: {}, ...sent } as unknown as Statement;
  expect(isSameWrite(settings, statement, intents, found)).toBe(isSame);
});
