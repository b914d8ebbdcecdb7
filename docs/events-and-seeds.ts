// Writes events-and-seeds.md from the types of events and seeds, and from events that a fake has taken;
// with --check it only says whether it is up to date.

import { createInventoryFake } from '../src/testing/index.ts';
import type { FakeEvent, FakeSeed } from '../src/testing/index.ts';
import type { StockEventType } from '../src/model/index.ts';
import { tableOf, writeParts } from './generated.ts';
import { interfacesOf } from './typed-fields.ts';
import type { TypedField } from './typed-fields.ts';

const VARIANT = '107362030756584';
const PLACE = { variantId: VARIANT, locationId: '50002' };
const LINES = [{ ...PLACE, quantity: 2 }];
const OTHER = { variantId: '107362030756586', locationId: '50003' };

/** The shop that the examples happen in. */
const SEED: FakeSeed = {
  variants: [OTHER.variantId],
  locations: [OTHER.locationId],
  levels: [{ ...PLACE, available: 40 }],
};

/** One example of each event, in an order in which they can happen. */
const EXAMPLES: { readonly [Type in StockEventType]: FakeEvent & { readonly type: Type } } = {
  'variant.connected': {
    type: 'variant.connected',
    ...OTHER,
    quantities: { onHand: 0 },
    oversell: 'deny',
  },
  'oversell.changed': { type: 'oversell.changed', ...OTHER, oversell: 'continue' },
  'variant.disconnected': { type: 'variant.disconnected', ...OTHER },
  'stock.set': { type: 'stock.set', ...PLACE, quantities: { onHand: 38 }, reason: 'count' },
  'stock.adjusted': {
    type: 'stock.adjusted',
    ...PLACE,
    deltas: { onHand: -1 },
    expected: { onHand: 38 },
    reason: 'broken glass',
  },
  'stock.held': { type: 'stock.held', ...PLACE, quantity: 5, reason: 'quality check' },
  'stock.released': { type: 'stock.released', ...PLACE, quantity: 3 },
  'stock.written-off': { type: 'stock.written-off', ...PLACE, quantity: 2 },
  'order.placed': {
    type: 'order.placed',
    orderId: '1001',
    lines: [{ ...PLACE, quantity: 6 }],
    id: 'order-1001',
    at: '2026-03-01T09:30:00Z',
  },
  'order.cancelled': { type: 'order.cancelled', orderId: '1001', lines: LINES },
  'order.fulfilled': { type: 'order.fulfilled', orderId: '1001' },
  'fulfillment.cancelled': { type: 'fulfillment.cancelled', orderId: '1001', lines: LINES },
  'return.received': { type: 'return.received', orderId: '1001', lines: LINES },
  'return.restocked': { type: 'return.restocked', lines: LINES },
  'shipment.announced': {
    type: 'shipment.announced',
    shipmentId: 'po-1',
    locationId: '50002',
    lines: [{ variantId: VARIANT, quantity: 30 }],
  },
  'shipment.received': {
    type: 'shipment.received',
    shipmentId: 'po-1',
    lines: [{ variantId: VARIANT, accepted: 20, rejected: 1 }],
  },
  'shipment.cancelled': { type: 'shipment.cancelled', shipmentId: 'po-1' },
};

// An example that the fake refuses is none.
const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed: SEED });
for (const event of Object.values(EXAMPLES)) fake.apply(event);

const EVENTS = interfacesOf('../src/model/events.ts');
const SEEDS = interfacesOf('../src/testing/seed/seed.ts');

/** What fields are that the sources do not describe, or not for all events together. */
const WORDS: Readonly<Record<string, string>> = {
  variantId: 'The variant.',
  locationId: 'The location, a warehouse.',
  orderId: 'The order.',
  shipmentId: 'The shipment.',
  quantity: 'How many units, at least 1.',
  lines: 'The units, by variant and location, or of a shipment by variant.',
  id: 'Unique; the next of `evt-1`, `evt-2` … where it is left out. The same id with the same content again changes nothing.',
  at: 'When it happened: ISO 8601 with a zone, such as `2026-03-01T09:30:00Z`; now where it is left out.',
  quantities: 'The values that the quantities become, or begin with.',
  oversell: 'Whether the level is sold below 0.',
  type: 'The name of the event.',
};

function interfaceOf(type: string): readonly [fields: readonly TypedField[], comment: string] {
  for (const { fields, comment } of EVENTS.values()) {
    if (fields.some((field) => field.name === 'type' && field.type === `'${type}'`)) {
      return [fields, comment];
    }
  }
  throw new Error(`src/model/events.ts has no event ${type}`);
}

const COMMON = ['type', 'id', 'at'];

function spelled({ name, isOptional }: TypedField): string {
  return `\`${name}\`${isOptional ? '?' : ''}`;
}

/** Every event may have a reason; one must. */
function isOptionalReason({ name, isOptional }: TypedField): boolean {
  return name === 'reason' && isOptional;
}

const types = Object.keys(EXAMPLES);
const overview = tableOf(
  ['type', 'fields', 'what happens'],
  types.map((type) => {
    const [fields, comment] = interfaceOf(type);
    const own = fields.filter(({ name }) => !COMMON.includes(name));
    const shown = own.filter((field) => !isOptionalReason(field)).map(spelled);
    return [`\`${type}\``, shown.join(', '), comment];
  }),
);

/** Types as those who write JSON call them. */
function inJson(type: string): string {
  return type
    .replaceAll('readonly ', '')
    .replaceAll(/\bstring\b/g, 'text')
    .replaceAll(/\bOversell\b/g, '"deny" | "continue"')
    .replaceAll(/\w+Quantities\b/g, 'quantities')
    .replaceAll('|', 'or');
}

function fieldRow(field: TypedField, marked = spelled(field), type = inJson(field.type)): string[] {
  return [marked, `\`${type}\``, WORDS[field.name] ?? field.comment];
}

/** The rows of all fields that events have, each name once. */
function eventFields(): string[][] {
  const all = types.flatMap((type) => interfaceOf(type)[0]);
  const named = new Map(
    all.map((field) => [field.name, all.filter(({ name }) => name === field.name)]),
  );
  return Array.from(named, ([name, same]) => {
    const kinds = new Set(same.map(({ type }) => (name === 'type' ? 'text' : inJson(type))));
    const field = same.find(({ comment }) => comment !== '') ?? same[0];
    if (field === undefined) throw new Error(`Nothing has a field ${name}`);
    return fieldRow(field, `\`${name}\``, [...kinds].join(' or '));
  });
}

const HEADER = ['field', 'type', 'what it is'];
const fields = tableOf(HEADER, eventFields());

function tableOfInterface(from: typeof EVENTS, name: string): string {
  const found = from.get(name);
  if (found === undefined) throw new Error(`There is no interface ${name}`);
  // Seeds describe all their fields themselves.
  const rows = found.fields.map((field) => {
    const row = fieldRow(field);
    return from === SEEDS ? [...row.slice(0, 2), field.comment] : row;
  });
  return tableOf(HEADER, rows);
}

const lines = ['StockLine', 'ShipmentEventLine', 'ReceivedLine'].map(
  (name) => `\`${name}\`: ${EVENTS.get(name)?.comment ?? ''}\n\n${tableOfInterface(EVENTS, name)}`,
);
const examples = Object.values(EXAMPLES).map(
  (event) => `\`\`\`json\n${JSON.stringify(event, undefined, 2)}\n\`\`\``,
);
const seeds = ['FakeSeed', 'SeedVariant', 'SeedLevel'].map(
  (name) => `### ${name}\n\n${SEEDS.get(name)?.comment ?? ''}\n\n${tableOfInterface(SEEDS, name)}`,
);
const seed = `\`\`\`json\n${JSON.stringify(SEED, undefined, 2)}\n\`\`\``;

function part(name: string, text: string) {
  const start = `<!-- ${name}: written by \`npm run docs\`, from the types -->`;
  return { start, end: `<!-- end of ${name} -->`, text };
}

await writeParts('events-and-seeds.md', [
  part('events', overview),
  part('fields', fields),
  part('lines', lines.join('\n\n')),
  part('examples', examples.join('\n\n')),
  part('seeds', seeds.join('\n\n')),
  part('a seed', seed),
]);
