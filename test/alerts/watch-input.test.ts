import { describe, expect, test } from 'vitest';
import { watchStock } from '../../src/alerts/index.ts';
import { placeOfError } from './refusal.ts';
import { openShop } from './watched-shop.ts';

const { client } = openShop([]);

function refusedAt(source: unknown, options: unknown): string {
  type Arguments = Parameters<typeof watchStock>;
  return placeOfError(() => watchStock(...([source, options] as Arguments)));
}

describe('what makes no sense is refused before anything is read', () => {
  const good = { rules: {} };

  test.each([
    ['no client', undefined, good, 'client'],
    ['a client that cannot be asked', {}, good, 'client'],
    ['a client without time', { query: () => [] }, good, 'client.clock'],
    ['no options', client, undefined, ''],
    ['no rules', client, {}, 'rules'],
    ['bad rules', client, { rules: { reorderPoint: -1 } }, 'rules.reorderPoint'],
    ['a misspelt name', client, { ...good, interval: 5 }, 'interval'],
    ['an interval below 0', client, { ...good, intervalMs: -1 }, 'intervalMs'],
    ['an interval without end', client, { ...good, intervalMs: Infinity }, 'intervalMs'],
    ['a share of nothing', client, { ...good, maxShare: 0 }, 'maxShare'],
    ['a share of more than all', client, { ...good, maxShare: 1.1 }, 'maxShare'],
    ['a signal that is none', client, { ...good, signal: {} }, 'signal'],
    ['a hook that is none', client, { ...good, onRetry: 'log' }, 'onRetry'],
    ['no variants', client, { ...good, variantIds: [] }, 'variantIds'],
    ['a location that is no id', client, { ...good, locationIds: ['a,b'] }, 'locationIds'],
    ['a text as ids', client, { ...good, variantIds: '123' }, 'variantIds'],
    [
      'an assessment of another grouping',
      client,
      { ...good, resumeFrom: { per: 'variant', items: [] } },
      'resumeFrom.per',
    ],
  ])('%s', (_, source, options, at) => {
    expect(refusedAt(source, options)).toBe(at);
  });
});

test('all that can be said may be left undefined', () => {
  const names = ['variantIds', 'locationIds', 'resumeFrom', 'intervalMs', 'maxShare'];
  const absent = Object.fromEntries(
    [...names, 'signal', 'onRetry'].map((name) => [name, undefined]),
  );
  expect(refusedAt(client, { rules: {}, ...absent })).toBe('no error');
});
