import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../src/index.ts';
import { readStockFile, toLevels } from '../../src/files/index.ts';
import { loadCatalog } from '../../src/catalog/index.ts';
import { refusalOf, rowsOf, utf8 } from './reading.ts';

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('readStockFile', () => {
  test('gives a row as soon as it is read', async () => {
    const taken: string[] = [];
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield utf8('sku,location,qty\nA,B,1\nC,B,2\n');
      taken.push('more was asked for');
      yield utf8('D,B,x\n');
    }
    const rows = readStockFile(slow(), { name: 'counts.csv' });
    await expect(all(rows)).rejects.toThrow('counts.csv, line 4, column qty: "x"');
    expect(taken).toHaveLength(1);
  });

  test('does not repeat letters that a terminal would obey', async () => {
    await expect(rowsOf(utf8('sku,location,qty\nA,B,\u001B[31m1\n'))).rejects.toThrow(
      String.raw`"\u001b[31m1" is no number`,
    );
  });

  test('shows letters that nobody sees', async () => {
    await expect(rowsOf(utf8('sku,location,qty\nA,B,1\u200B0\n'))).rejects.toThrow(
      String.raw`"1\u200b0" is no number`,
    );
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'a path, a file: URL, bytes (Uint8Array), or a stream'],
    ['a Blob', new Blob(['sku']), 'a path, a file: URL, bytes (Uint8Array), or a stream'],
    ['an address', new URL('https://example.com/x.csv'), 'a file: URL'],
    ['the content for the path', 'sku,location,qty\nA,B,1\n', 'new TextEncoder().encode(text)'],
    ['a list of numbers', [1, 2], 'made of bytes (Uint8Array) or texts'],
  ])('refuses %s as its source', async (_, source, words) => {
    const read = async (): Promise<unknown> => rowsOf(source as Uint8Array);
    await expect(read()).rejects.toThrow(words);
    await expect(read()).rejects.toBeInstanceOf(InvalidInputError);
  });

  test.each<[string, object]>([
    ['an unknown option', { colums: {} }],
    ['an unknown column', { columns: { skus: 'Artikel' } }],
    ['an unknown encoding', { encoding: 'utf-99' }],
    ['a delimiter of two letters', { delimiter: ';;' }],
    ['sums of moves', { content: 'moves', sum: true }],
  ])('refuses %s', async (_, options) => {
    await expect(rowsOf(utf8('x'), options)).rejects.toBeInstanceOf(InvalidInputError);
  });

  test('keeps a thousand problems and counts all', async () => {
    const lines = Array.from({ length: 1500 }, (_, index) => `${index + 1},2,x\n`).join('');
    const bytes = utf8(`variantId,locationId,onHand\n${lines}`);
    expect(await refusalOf(bytes)).toHaveLength(1000);
    await expect(rowsOf(bytes)).rejects.toMatchObject({ count: 1500 });
  });
});

describe('toLevels', () => {
  const catalog = loadCatalog({
    version: 1,
    hasAllVariants: true,
    hasAllLocations: true,
    locations: [
      { locationId: '50002', name: 'Berlin' },
      { locationId: '50003', name: 'Köln' },
    ],
    products: [
      {
        productId: '1',
        handle: 'shirt',
        title: 'Shirt',
        variants: [
          { variantId: '11', sku: 'S-1', barcode: '', options: ['L', 'red'] },
          { variantId: '12', sku: 'S-2', barcode: '', options: ['M', 'red'] },
          { variantId: '13', sku: 'S-2', barcode: '', options: ['S', 'red'] },
        ],
      },
    ],
  } as never);
  const levelsOf = (text: string): Promise<unknown[]> =>
    all(toLevels(readStockFile(utf8(text)), catalog, 'counts.csv'));

  test('finds ids by SKU and by the name of a warehouse, or by its id', async () => {
    expect(await levelsOf('sku,location,qty\nS-1,berlin,3\nS-1,50003,4\n')).toEqual([
      { variantId: '11', locationId: '50002', onHand: 3 },
      { variantId: '11', locationId: '50003', onHand: 4 },
    ]);
  });

  test('finds a variant by handle and options', async () => {
    const text = 'Handle,Option1 Value,Option2 Value,Location,available\nshirt,M,red,Köln,3\n';
    expect(await levelsOf(text)).toEqual([{ variantId: '12', locationId: '50003', available: 3 }]);
  });

  test('names unknown and ambiguous names with their lines', async () => {
    const problem = levelsOf('sku,location,qty\nS-2,Berlin,3\ns-1,Berlin,4\nS-1,Rom,4\n');
    await expect(problem).rejects.toMatchObject({
      problems: [
        {
          line: 2,
          value: 'S-2',
          message: expect.stringContaining('12 (Shirt, M, red); 13 (Shirt, S, red)') as string,
        },
        { line: 3, value: 's-1', message: expect.stringContaining('is unknown') as string },
        { line: 4, value: 'Rom', message: expect.stringContaining('Berlin (50002)') as string },
      ],
    });
  });
});
