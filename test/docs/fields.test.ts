import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createInventoryFake } from '../../src/testing/index.ts';
import type { FakeEvent, FakeSeed } from '../../src/testing/index.ts';
import { ROOT } from './pages.ts';

const page = readFileSync(join(ROOT, 'docs/events-and-seeds.md'), 'utf8');
const blocks = [...page.matchAll(/^```json\n(?<json>[^]*?)^```$/gm)].map(
  ({ groups }) => JSON.parse(groups?.['json'] ?? '') as unknown,
);

test('the events that the page shows can happen one after the other in the shop that it shows', () => {
  const seed = blocks.at(-1) as FakeSeed;
  const events = blocks.slice(0, -1) as FakeEvent[];
  const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
  for (const event of events) fake.apply(event);

  expect(new Set(fake.ledger().map(({ type }) => type))).toEqual(
    new Set(events.map(({ type }) => type)),
  );
});

test.each(['deltas', 'quantities', 'reason', 'productId', 'oversell', 'committed'])(
  'the page describes the field %s',
  (name) => {
    expect(page).toMatch(new RegExp(String.raw`^\| \`${name}\`\??\s+\| \`[^|]+\`\s+\| \S`, 'm'));
  },
);
