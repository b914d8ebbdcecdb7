import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StockFileOptions } from '../../src/files/index.ts';
import { latin1, refusalOf, rowsOf, utf8 } from './reading.ts';

const HEAD = 'variantId,locationId,onHand';
const id = '107362030756584';

describe('a file of the field', () => {
  test.each([
    ['excel.csv', 2, 'variantId', '1.07362E+14', 'digits are gone. Format the column as text'],
    ['thou.csv', 2, 'onHand', '1,040', '--thousands ,'],
    ['dup.csv', 3, undefined, undefined, 'which line 2 names too'],
  ])('%s is refused', async (name, line, column, value, words) => {
    const [problem] = await refusalOf(join(import.meta.dirname, 'cases', name));
    expect(problem).toEqual({
      line,
      ...(column !== undefined && { column, value }),
      message: expect.stringContaining(words) as string,
    });
  });
});

const cell = (quantity: string): Uint8Array => utf8(`${HEAD}\n1,2,3\n${id},50002,${quantity}\n`);

describe('a quantity is refused with line, column, value and what to do:', () => {
  test.each([
    ['40.5', 'is a fraction'],
    ['"40,5"', 'is a fraction'],
    ['1.000', '--thousands .'],
    ["1'040", `--thousands "'"`],
    ['1\u202F040', "--thousands ' '"],
    ['"1,040.50"', 'is a fraction'],
    ['"1.234,5"', 'is a fraction'],
    ['-3', 'is below 0'],
    ['(5)', 'a bookkeeper writes less than 0. A count is 0 or more'],
    ['5-', 'a bookkeeper writes less than 0'],
    ['−5', 'a bookkeeper writes less than 0'],
    ['- 5', 'a bookkeeper writes less than 0'],
    ['"1,040.00"', '--thousands ,'],
    ['"0,040"', 'is a fraction'],
    ['"1,23,456"', 'a mark between its digits'],
    ['1\u200B040', 'is no number'],
    ['５', 'other digits than 0 to 9'],
    ['1.2E+3', 'shortened by a spreadsheet'],
    ['12 pcs', 'has a unit'],
    ['n/a', 'is no number'],
    ['#N/A', 'a spreadsheet shows for an error'],
    ['=SUM(C1:C3)', 'is a formula'],
    ['', 'is empty. Write the number, 0 where there are none'],
    ['99999999999999999', 'larger than any stock'],
    ['٤٠', 'other digits than 0 to 9'],
  ])('%s', async (quantity, words) => {
    const problems = await refusalOf(cell(quantity));
    expect(problems).toEqual([
      {
        line: 3,
        column: 'onHand',
        value: quantity.replaceAll('"', ''),
        message: expect.stringContaining(words) as string,
      },
    ]);
  });
});

describe('a quantity with a mark is refused in words of the mark that was told:', () => {
  test.each<[string, StockFileOptions['thousands'], string]>([
    ['"1,0400"', ',', 'not between thousands'],
    ['"0,040"', ',', 'not between thousands'],
    ['1.040', ',', 'is a fraction'],
    ['"1,040 pcs"', ',', 'has a unit'],
  ])('%s, told %s', async (quantity, thousands, words) => {
    const [problem] = await refusalOf(cell(quantity), { thousands });
    expect(problem?.message).toContain(words);
  });
});

test('a move of a bookkeeper is refused with the number to write', async () => {
  const [problem] = await refusalOf(utf8('sku,location,change\nA,B,(5)\n'), { content: 'moves' });
  expect(problem?.message).toContain('Write -5');
});

describe('refused is', () => {
  test.each<[string, Uint8Array, number | undefined, string, StockFileOptions?]>([
    ['an id with a fraction', utf8(`${HEAD}\n${id}.0,50002,3\n`), 2, 'Format the column as text'],
    [
      'an id with a comma for the point',
      utf8('variantId;locationId;onHand\n1,07362E+14;2;3\n'),
      2,
      'digits are gone',
    ],
    ['a file without a column to take', utf8('sku,qty\nA,3\n'), 1, 'There are sku, qty. Add one.'],
    ['an id with a blank in it', utf8(`${HEAD}\n1 2,3,4\n`), 2, 'is no id'],
    ['a SKU that was shortened', utf8('sku,location,qty\n4.00637E+12,B,3\n'), 2, 'digits are gone'],
    ['a SKU that is an error', utf8('sku,location,qty\n#REF!,B,3\n'), 2, 'shows for an error'],
    ['an empty SKU', utf8('sku,location,qty\n,B,3\n'), 2, 'is empty. Write the sku'],
    [
      'an empty warehouse',
      utf8('sku,location,qty\nA, ,3\n'),
      2,
      "is empty. Write the warehouse's name",
    ],
    ['a last line that is cut off', utf8(`${HEAD}\n1,2,3\n4,5`), 3, 'the file is cut off'],
    ['a line with a column too few', utf8(`${HEAD}\n1,2\n4,5,6\n`), 2, 'It has 2 of 3 columns'],
    ['a line with a column too many', utf8(`${HEAD}\n1,2,1,040\n`), 2, 'one column too many'],
    ['totals', utf8('sku,location,qty\nA,B,3\nTotal,,3\n'), 3, 'row of totals. Delete it'],
    [
      'totals without a name',
      utf8('sku,title,location,qty\nA,x,B,3\n,Grand total:,,3\n'),
      3,
      'row of totals',
    ],
    [
      'the names of the columns again',
      utf8(`${HEAD}\n1,2,3\n${HEAD}\n4,5,6\n`),
      3,
      'two files were put together',
    ],
    ['a quote that is left open', utf8(`${HEAD}\n1,2,3\n4,"5,6\n7,8,9\n`), 3, 'is left open'],
    [
      'a file without names of columns',
      utf8(`${id},50002,40\n`),
      1,
      'The first line must name the columns',
    ],
    ['an empty file', utf8(''), undefined, 'The file is empty'],
    ['a mark alone', utf8('\uFEFF\r\n'), undefined, 'The file is empty'],
    ['names of columns alone', utf8(`${HEAD}\n`), undefined, 'no rows below'],
    [
      'a workbook',
      Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0, 0),
      undefined,
      'Excel workbook (.xlsx)',
    ],
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), undefined, 'Excel workbook (.xls)'],
    ['a packed file', Uint8Array.of(0x1f, 0x8b, 8, 0), undefined, 'gunzip'],
    ['a packed file of another kind', latin1('BZh91AY&SY'), undefined, 'bzip2 -dc'],
    ['a database', utf8('SQLite format 3\0'), undefined, 'a database'],
    ['a picture', latin1('\u0089PNG\r\n\u001A\n'), undefined, 'a picture'],
    ['UTF-32', Uint8Array.of(0xff, 0xfe, 0, 0, 0x73, 0, 0, 0), undefined, 'UTF-32'],
    ['a page', utf8('<!DOCTYPE html>\n<p>Sign in</p>\n'), undefined, 'not a table'],
    ['a part of a page', utf8('<!-- x -->\n<div>Sign in</div>\n'), undefined, 'not a table'],
    ['JSON over several lines', utf8('{\n "sku": "A"\n}\n'), undefined, 'jq -c .'],
    [
      'a field of JSON that is an object',
      utf8('{"sku":"A","location":{"id":"B"},"onHand":3}\n'),
      1,
      'neither a text nor a number',
    ],
    [
      'a field of JSON that is there twice',
      utf8('{"sku":"A","location":"B","onHand":3,"onHand":4}\n'),
      1,
      'a field twice',
    ],
    [
      'an answer of JSON that is no row',
      utf8('{"error":"Unauthorized"}\n'),
      1,
      'There are error. Say which is which',
    ],
    [
      'a quote that swallowed the next line up to its quote',
      utf8('sku,title,location,qty\nA,"one,B,3\nC,"two",B,4\nD,x,B,5\n'),
      2,
      'is left open',
    ],
    [
      'a quote that swallowed lines that have none',
      utf8('sku,title,location,qty\nA,"one,B,3\nC,two",B,4\n'),
      2,
      'is left open',
    ],
    [
      'a row without end',
      utf8(`${HEAD}\n1,2,3\n4,5,"${'x'.repeat(1_100_000)}`),
      3,
      'more than a million letters',
    ],
    [
      'a line before the names of the columns',
      utf8('Stock of 27 November\nsku,location,qty\nA,B,3\n'),
      1,
      'Take away what stands before it',
    ],
    [
      'lines in quotes as a whole',
      utf8('"sku,location,qty"\n"A,B,3"\n'),
      1,
      'The whole line stands in quotes',
    ],
    [
      'a last line that may lack digits, below a column without a name',
      utf8('sku,location,qty,\nA,B,30,\nC,B,4'),
      3,
      'the file is cut off',
    ],
    [
      'a block of zeros where a disk lost the end',
      utf8(`${HEAD}\n1,2,3\n${'\0'.repeat(600)}`),
      3,
      'the file is damaged',
    ],
    [
      'UTF-16 without a mark, with umlauts',
      Buffer.from('sku,location,qty\nA,Köln,3\n', 'utf16le'),
      1,
      '--encoding utf-16le',
    ],
    [
      'UTF-16 of the other order than was told',
      Buffer.from(`${HEAD}\n1,2,3\n`, 'utf16le').swap16(),
      1,
      '--encoding utf-16be',
      { encoding: 'utf-16' },
    ],
    [
      'UTF-8 that was told to be UTF-16',
      utf8(`${HEAD}\n1,2,3\n`),
      1,
      'Leave --encoding out',
      { encoding: 'utf-16le' },
    ],
    [
      'bins that are more than any number together',
      utf8(`${HEAD}\n1,2,9007199254740991\n1,2,1\n`),
      2,
      'more than any stock',
      { sum: true },
    ],
    ['one array of JSON', utf8('[{"sku":"A"}]\n'), undefined, 'one object a line'],
    [
      'a line that is no JSON',
      utf8('{"sku":"A","location":"B","onHand":3}\n{"sku":\n'),
      2,
      'is no JSON object',
    ],
    ['UTF-16 without a mark', Buffer.from(`${HEAD}\n1,2,3\n`, 'utf16le'), 1, '--encoding utf-16le'],
    [
      'bytes that are no UTF-8',
      latin1('sku,location,qty\nA,B,1\nC,Köln,3\n'),
      3,
      '--encoding windows-1252',
    ],
    [
      'columns of another language',
      utf8('Artikel;Lager;Bestand\nP1;B;3\n'),
      1,
      '--columns sku=Artikel,location=Lager,onHand=Bestand',
    ],
    ['two quantities', utf8('sku,location,on hand,available\nA,B,5,4\n'), 1, '--quantity onHand'],
    [
      'two columns of one meaning',
      utf8('sku,location,qty,quantity\nA,B,5,4\n'),
      1,
      '--columns onHand=qty',
    ],
    [
      'a column that is told and not there',
      utf8('sku,location,qty\nA,B,5\n'),
      1,
      'no column Bestand',
      { columns: { onHand: 'Bestand' } },
    ],
    ['a delimiter of another kind', utf8('sku~location~qty\nA~B~5\n'), 1, "--delimiter '~'"],
    ['a colon as the delimiter', utf8('sku:location:qty\nA:B:5\n'), 1, "--delimiter ':'"],
    ['a zero byte alone', utf8(`${HEAD}\n1,2,3\n4,\0,6\n`), 3, 'the file is damaged'],
    [
      'UTF-16 of the other order without a mark',
      Buffer.from(`${HEAD}\n1,2,3\n`, 'utf16le').swap16(),
      1,
      '--encoding utf-16be',
    ],
    [
      'a column that is there twice',
      utf8(`${HEAD},onHand\n1,2,3,4\n`),
      1,
      'Two columns are called onHand, the 3. and the 4.',
    ],
    ['moves for counts', utf8('sku,location,change\nA,B,5\n'), 1, 'Carry it out with adjust'],
    [
      'a key twice',
      utf8('sku,location,change,key\nA,B,5,k1\nC,B,5,k1\n'),
      3,
      'key of line 2',
      { content: 'moves' },
    ],
  ])('%s', async (_, bytes, line, words, options = {}) => {
    const [problem] = await refusalOf(bytes, options);
    expect(problem?.message).toContain(words);
    expect(problem?.line).toBe(line);
  });

  test('a file of another quantity, without taking that for a count', async () => {
    const [problem] = await refusalOf(utf8('sku,location,committed\nA,B,3\n'));
    expect(problem?.message).toContain("--columns 'onHand=…'");
  });

  test('a file with columns of similar names, by the one that is near', async () => {
    const [problem] = await refusalOf(utf8('SKU,Title,Price,Location,Qty (pcs)\nA,x,9,B,3\n'));
    expect(problem?.message).toContain("--columns 'onHand=Qty (pcs)'");
  });

  test('a file that is not there, by its path', async () => {
    const [problem] = await refusalOf('/nowhere/counts.csv');
    expect(problem?.message).toBe('The file cannot be read: there is none at this path.');
  });
});

describe('a file with several wrong lines', () => {
  const FILE = utf8(`${HEAD}\n1,2,x\n3,4,5\n1e9,6,7\n`);

  test('is refused with all of them', async () => {
    expect((await refusalOf(FILE)).map(({ line }) => line)).toEqual([2, 4]);
  });

  test('is read without them where somebody says so, and they are told', async () => {
    const told: number[] = [];
    const rows = await rowsOf(FILE, { invalid: 'skip', onSkip: ({ line }) => told.push(line) });
    expect(rows).toEqual(['3 at 4 = 5']);
    expect(told).toEqual([2, 4]);
  });

  test('leaves out both of two lines for one level', async () => {
    const told: number[] = [];
    const bytes = utf8(`${HEAD}\n1,2,3\n4,5,6\n1,2,9\n`);
    const rows = await rowsOf(bytes, { invalid: 'skip', onSkip: ({ line }) => told.push(line) });
    expect(rows).toEqual(['4 at 5 = 6']);
    expect(new Set(told)).toEqual(new Set([2, 4]));
  });
});
