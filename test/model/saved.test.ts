import { describe, expect, test } from 'vitest';
import { loadStock, saveStock, StockDataError } from '../../src/model/index.ts';
import type { SavedStock } from '../../src/model/index.ts';
import { level, line, SHIRT, SOUTH, stockOf } from './fixtures.ts';

type Loose = Record<string, unknown>;
type Lists = { levels: Loose[]; orders: Loose[]; shipments: Loose[]; events: Loose[] } & Loose;

const saved = saveStock(
  stockOf(
    [level({ available: 10 })],
    [{ type: 'order.placed', orderId: '1001', lines: [line({ quantity: 4 })] }],
  ),
);
const shipment = {
  shipmentId: 'PO-7',
  locationId: SOUTH,
  lines: [
    { variantId: SHIRT, locationId: SOUTH, open: 1, cancelled: 0, received: 1, announced: 2 },
  ],
};

/** The saved stock after a change, as it may come out of a file. */
function spoilt(change: (data: Lists) => void): SavedStock {
  const data = structuredClone({ ...saved, shipments: [shipment] });
  change(data as never);
  return data;
}

function problemOf(data: SavedStock): { path: string; message: string } {
  try {
    loadStock(data);
  } catch (error) {
    if (error instanceof StockDataError) return error;
    throw error;
  }
  throw new Error('It was loaded');
}

/** Sets a field of the first item of a list. */
function first(list: 'levels' | 'orders' | 'shipments' | 'events', fields: Loose) {
  return (data: Lists) => Object.assign(data[list][0] ?? {}, fields);
}

/** Sets a field of the first line of the first item. */
function firstLine(list: 'orders' | 'shipments', fields: Loose) {
  return (data: Lists) => {
    const [{ lines } = {}] = data[list];
    Object.assign((lines as Loose[])[0] ?? {}, fields);
  };
}

test('what was saved is loaded, before anything is spoilt', () => {
  expect(saveStock(loadStock(spoilt(() => {})))).toEqual({ ...saved, shipments: [shipment] });
});

describe('loadStock refuses', () => {
  test.each<[what: string, path: string, change: (data: Lists) => void]>([
    ['another version', 'version', (data) => (data['version'] = 2)],
    ['data without a version', 'version', (data) => delete data['version']],
    ['a position below 0', 'position', (data) => (data['position'] = -1)],
    ['a list that is none', 'levels', (data) => (data['levels'] = {} as never)],
    ['an unknown field', 'reserved', (data) => (data['reserved'] = [])],
    ['an unknown field of a level', 'levels[0].reserved', first('levels', { reserved: 1 })],
    ['an order without lines', 'orders[0].lines', first('orders', { lines: [] })],
    ['an unknown field of an order', 'orders[0].note', first('orders', { note: 'gift' })],
    ['a level without an id', 'levels[0].variantId', first('levels', { variantId: '' })],
    ['an unknown policy', 'levels[0].oversell', first('levels', { oversell: 'always' })],
    ['a wrong on-hand', 'levels[0].onHand', first('levels', { onHand: 11 })],
    ['a negative committed', 'levels[0].committed', first('levels', { committed: -1, onHand: 5 })],
    [
      'a negative on-hand',
      'levels[0].onHand',
      first('levels', { available: -6, committed: 4, onHand: -2 }),
    ],
    ['a fraction', 'levels[0].available', first('levels', { available: 0.5, onHand: 4.5 })],
    ['a number as text', 'levels[0].incoming', first('levels', { incoming: '0' })],
    [
      'an order whose tallies are not what was ordered',
      'orders[0].lines[0].ordered',
      firstLine('orders', { open: 3 }),
    ],
    [
      'an unknown field of a line',
      'orders[0].lines[0].note',
      firstLine('orders', { note: 'gift' }),
    ],
    [
      'a shipment whose tallies are not what was announced',
      'shipments[0].lines[0].announced',
      firstLine('shipments', { received: 2 }),
    ],
    ['an origin that is no id', 'shipments[0].origin', first('shipments', { origin: 7 })],
    ['an event without content', 'events[0].content', first('events', { content: '' })],
    ['a level twice', 'levels[1]', ({ levels }) => levels.push({ ...levels[0] })],
    ['an order twice', 'orders[1]', ({ orders }) => orders.push({ ...orders[0] })],
    ['a shipment twice', 'shipments[1]', ({ shipments }) => shipments.push({ ...shipments[0] })],
    ['an event twice', 'events[1]', ({ events }) => events.push({ ...events[0] })],
  ])('%s, and says where', (_, path, change) => {
    const problem = problemOf(spoilt(change));

    expect(problem.path).toBe(path);
    expect(problem.message).toMatch(`loadStock: ${path} must be `);
  });

  test.each([undefined, null, 'stock', []])('data that are %o', (data) => {
    expect(problemOf(data as never).message).toMatch('loadStock: the data must be an object');
  });
});

test('what was loaded shares nothing with the data', () => {
  const data = spoilt(() => {});
  const state = loadStock(data);
  first('levels', { available: 0 })(data as never);
  firstLine('orders', { open: 0 })(data as never);

  expect(saveStock(state)).toEqual({ ...saved, shipments: [shipment] });
});

test.each<[string, (data: Lists) => void]>([
  ['version must be 1, not 2', (data) => void (data['version'] = 2)],
  ['levels must be an array, not 5', (data) => void Object.assign(data, { levels: 5 })],
  [
    'levels[1] must be another one: it is there twice',
    ({ levels }) => void levels.push({ ...levels[0] }),
  ],
  [
    'levels[0].sku must be left out: the field is unknown',
    ({ levels }) => void Object.assign(levels[0] ?? {}, { sku: 'A' }),
  ],
  [
    'levels[0].onHand must be 10, the sum of available, committed, unavailable',
    ({ levels }) => void Object.assign(levels[0] ?? {}, { onHand: 11 }),
  ],
])('an error says: %s', (words, change) => {
  const { message, name } = problemOf(spoilt(change)) as StockDataError;
  expect(`${name} ${message}`).toContain(`StockDataError loadStock: ${words}`);
});
