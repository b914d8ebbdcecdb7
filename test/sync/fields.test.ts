import { describe, expect, test } from 'vitest';
import type { AdjustInput } from '../../src/index.ts';
import { adjustAll, SyncInputError, syncStock } from '../../src/sync/index.ts';
import type { BulkClient, DesiredLevel } from '../../src/sync/index.ts';
import { BERLIN, levelsOf, openShop } from './shop.ts';

const place = { variantId: '1', locationId: BERLIN };

describe('both bulk calls', () => {
  test.each([
    ['sku', 'P001', 'known are'],
    ['locationID', BERLIN, 'did you mean locationId?'],
    ['productId', '7', 'the field is unknown'],
  ])(
    'refuse a line with %s, which they do not know, and write nothing',
    async (name, value, why) => {
      const { client, run, asked } = openShop(levelsOf([1]));
      const synced = await run(
        syncStock(client, [{ ...place, onHand: 5, [name]: value }]).catch(
          (error: unknown) => error,
        ),
      );
      expect(synced).toBeInstanceOf(SyncInputError);
      expect(String(synced)).toContain(`desired[0].${name} must be left out`);
      expect(String(synced)).toContain(why);
      const line: AdjustInput = { ...place, set: { onHand: 5 }, [name]: value };
      const adjusted = await run(adjustAll(client, [line]).catch((error: unknown) => error));
      expect(adjusted).toBeInstanceOf(SyncInputError);
      expect(String(adjusted)).toContain(`${name} must be left out`);
      const { results } = await run(adjustAll(client, [line], { invalid: 'skip' }));
      expect(results).toMatchObject([
        { status: 'rejected', error: { code: 'invalid-input', at: name } },
      ]);
      expect(asked).toEqual([]);
    },
  );

  test('take a field that is undefined as left out', async () => {
    const { client, run } = openShop(levelsOf([1, 1]));
    const line: DesiredLevel = { ...place, onHand: 5, available: undefined };
    const more = { ...line, sku: undefined };
    expect(await run(syncStock(client, [more]))).toMatchObject({ applied: 1 });
    const adjustment = { ...place, variantId: '2', set: { onHand: 5 }, sku: undefined };
    expect(await run(adjustAll(client, [adjustment]))).toMatchObject({ applied: 1 });
  });

  test('take options that are undefined as left out, and no signal for none', async () => {
    const { client, run } = openShop(levelsOf([1]));
    const options = { concurrency: undefined, onProgress: undefined, signal: null };
    const more = { stopOn: undefined, dryRun: undefined, maxAgeMs: undefined, maxDrop: undefined };
    const synced = run(syncStock(client, [{ ...place, onHand: 5 }], { ...options, ...more }));
    expect(await synced).toMatchObject({ applied: 1 });
    const adjusted = run(adjustAll(client, [], { ...options, onResult: undefined }));
    expect(await adjusted).toMatchObject({ total: 0 });
  });

  test('say what a misspelt option may have meant', async () => {
    const { client } = openShop([]);
    const options = { onProgres: () => {} } as object;
    const words = 'onProgres must be left out: the field is unknown; did you mean onProgress?';
    await expect(syncStock(client, [], options)).rejects.toThrow(`syncStock: ${words}`);
    await expect(adjustAll(client, [], options)).rejects.toThrow(`adjustAll: ${words}`);
  });

  test('work with whatever has the three verbs and a clock', async () => {
    const { client, run, fake } = openShop(levelsOf([1, 1]));
    const seen: string[] = [];
    const standIn: BulkClient = {
      clock: client.clock,
      connect: (id, options) => client.connect(id, options),
      adjust: (input, options) => {
        seen.push(input.variantId);
        return client.adjust(input, options);
      },
      query: (input, options) => client.query(input, options),
    };
    expect(await run(syncStock(standIn, [{ ...place, onHand: 5 }]))).toMatchObject({ applied: 1 });
    const line = { ...place, variantId: '2', set: { onHand: 6 } };
    expect(await run(adjustAll(standIn, [line]))).toMatchObject({ applied: 1 });
    expect(seen).toEqual(['1', '2']);
    expect(fake.levels().map(({ onHand }) => onHand)).toEqual([5, 6]);
  });
});
