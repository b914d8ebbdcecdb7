import { expect, test } from 'vitest';
import { inventoryHandlers } from '../../src/msw/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import { describeHandlers } from './describe-handlers.ts';

describeHandlers('Node');

const acme = createInventoryFake({ shop: 'acme', accessToken: 'x' });
const other = createInventoryFake({ shop: 'other', accessToken: 'x' });

test('there is one handler for each fake', () => {
  expect(inventoryHandlers()).toEqual([]);
  expect(inventoryHandlers(acme, other)).toHaveLength(2);
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a list of fakes', [acme]],
  ['the options of a client', acme.clientOptions],
  ['the options of a fake', { shop: 'acme', accessToken: 'x' }],
])('%s is no fake, and would answer nothing', (_, given) => {
  expect(() => inventoryHandlers(other, given as typeof acme)).toThrow(
    new TypeError('inventoryHandlers: each must be a fake'),
  );
});

test('two fakes of one shop are refused', () => {
  const twin = createInventoryFake({ shop: 'ACME', accessToken: 'x' });

  expect(() => inventoryHandlers(acme, other, twin)).toThrow(
    new TypeError('inventoryHandlers: each fake must be another shop'),
  );
});
