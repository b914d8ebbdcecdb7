import { expect, test } from 'vitest';
import { allocateChannels } from '../../src/alerts/index.ts';
import { placeOfError } from './refusal.ts';

const web = { id: 'web', weight: 1 };
const MOST = Number.MAX_SAFE_INTEGER;

test.each([
  ['a level that is a text', '10', [web], 'level'],
  ['not a number', Number.NaN, [web], 'level'],
  ['a fraction of a unit', 1.5, [web], 'level'],
  ['less than nothing without end', -Infinity, [web], 'level'],
  ['a level without available', {}, [web], 'level.available'],
  ['a level with a text', { available: '1' }, [web], 'level.available'],
  ['incoming below 0', { available: 1, incoming: -1 }, [web], 'level.incoming'],
  ['an unknown policy', { available: 1, oversell: 'allow' }, [web], 'level.oversell'],
  [
    'more with what is on its way than can be counted',
    { available: MOST, incoming: 1, oversell: 'preorder' },
    [web, { id: 'store', weight: 1 }],
    'level',
  ],
  [
    'more down to its floor than can be counted',
    { available: 1, oversell: { floor: -MOST } },
    [web],
    'level',
  ],
  ['no channels', 1, undefined, 'channels'],
  ['a channel that is a text', 1, ['web'], 'channels[0]'],
  ['a misspelt name', 1, [{ ...web, min: 3 }], 'channels[0].min'],
  ['no id', 1, [{ weight: 1 }], 'channels[0].id'],
  ['an id twice', 1, [web, { id: 'store', weight: 1 }, web], 'channels[2].id'],
  ['no weight', 1, [{ id: 'web' }], 'channels[0].weight'],
  ['a weight below 0', 1, [{ ...web, weight: -1 }], 'channels[0].weight'],
  ['a weight that is next to nothing', 1, [{ ...web, weight: 1e-9 }], 'channels[0].weight'],
  ['a weight without end', 1, [{ ...web, weight: Infinity }], 'channels[0].weight'],
  ['a minimum below 0', 1, [{ ...web, minimum: -1 }], 'channels[0].minimum'],
  ['half a unit as a buffer', 1, [{ ...web, buffer: 0.5 }], 'channels[0].buffer'],
  ['a cap below 0', 1, [{ ...web, cap: -1 }], 'channels[0].cap'],
  ['a cap without end', 1, [{ ...web, cap: Infinity }], 'channels[0].cap'],
  [
    'a cap below the minimum',
    1,
    [web, { id: 'b', weight: 1, minimum: 3, cap: 2 }],
    'channels[1].cap',
  ],
  ['no cap where stock has no end', Infinity, [web], 'channels[0].cap'],
])('%s is refused with its place', (_, level, channels, at) => {
  type Arguments = Parameters<typeof allocateChannels>;
  expect(placeOfError(() => allocateChannels(...([level, channels] as Arguments)))).toBe(at);
});

test('no cap is needed without end where a channel has no weight', () => {
  expect(allocateChannels(Infinity, [{ id: 'web', weight: 0 }])).toEqual([
    { id: 'web', quantity: 0, held: 0 },
  ]);
});
