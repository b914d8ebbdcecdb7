import { expect, test } from 'vitest';
import { submit } from '../../src/store/memory/intents.ts';
import { begin } from '../../src/store/memory/statements.ts';
import { decide } from '../../src/store/rows/rows.ts';
import type { Found } from '../../src/store/rows/rows.ts';
import { reading, statement, want } from './store-bench.ts';

const NONE: Found = {
  now: 1_000,
  shop: { version: 4, fence: 2, renewals: 0, holder: 'p1', sequence: 0 },
  intents: [],
  statements: [],
  acknowledged: [],
};

/** The rows of a statement that was begun, as a step finds them. */
function found(): Found {
  const { changes } = decide(NONE, (tables) => {
    const { intent } = submit(tables, want('a'), 1_000);
    return begin(tables, 2, statement(['a']), [intent]);
  });
  return { ...NONE, ...changes, acknowledged: [['1 7', { level: reading(9), at: 900 }]] };
}

test('a step that changes nothing has nothing to write', () => {
  expect(found()).toMatchObject({ shop: { version: 5, renewals: 1, sequence: 1 } });
  expect(decide(found(), () => 'told')).toEqual({ result: 'told', changes: undefined });
});

test('a step writes the rows that it changed and no others, in the next version', () => {
  const { result, changes } = decide(found(), (tables) => submit(tables, want('b'), 1_000));
  expect(changes).toEqual({
    shop: { ...NONE.shop, version: 6, renewals: 1, sequence: 2 },
    intents: [result.intent],
    statements: [],
    removed: [],
    acknowledged: [],
  });
});
