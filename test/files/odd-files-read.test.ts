import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StockFileOptions } from '../../src/files/index.ts';
import { latin1, rowsOf, utf16, utf8 } from './reading.ts';

const HEAD = 'variantId,locationId,onHand';
const ONE = '107362030756584 at 50002 = 40';
const row = (quantity: string): string => `${HEAD}\n107362030756584,50002,${quantity}\n`;

describe('a file of the field', () => {
  test.each([
    ['bom.csv', [ONE]],
    ['semi.csv', [ONE]],
    ['dec.csv', [ONE, '107362030756585 at 50002 = 7']],
    ['noeol.csv', [ONE]],
    ['sku.csv', ['P001 at Berlin = 40']],
  ])('%s is read', async (name, rows) => {
    expect(await rowsOf(join(import.meta.dirname, 'cases', name))).toEqual(rows);
  });

  test.each<[string, StockFileOptions, string[]]>([
    ['thou.csv', { thousands: ',' }, ['107362030756584 at 50002 = 1040']],
    ['dup.csv', { sum: true }, ['107362030756584 at 50002 = 80']],
  ])('%s is read where somebody says how', async (name, options, rows) => {
    expect(await rowsOf(join(import.meta.dirname, 'cases', name), options)).toEqual(rows);
  });
});

describe('read as it is meant is', () => {
  test.each<[string, Uint8Array, StockFileOptions, string[]]>([
    ['a file with tabs', utf8(row('40').replaceAll(',', '\t')), {}, [ONE]],
    ['a file with |', utf8(row('40').replaceAll(',', '|')), {}, [ONE]],
    ['a delimiter that is told', utf8(row('40').replaceAll(',', '~')), { delimiter: '~' }, [ONE]],
    ['a first line sep=;', utf8(`sep=;\r\n${row('40').replaceAll(',', ';')}`), {}, [ONE]],
    ['UTF-16 with its mark', utf16(row('40')), {}, [ONE]],
    ['UTF-16 in the other order', utf16(row('40'), 'big'), {}, [ONE]],
    ['an old Mac, whose lines end with CR', utf8(row('40').replaceAll('\n', '\r')), {}, [ONE]],
    ['a mix of line ends', utf8(`${HEAD}\r\n1,2,3\n4,5,6\r\n`), {}, ['1 at 2 = 3', '4 at 5 = 6']],
    [
      'quotes around everything',
      utf8(`"variantId","locationId","onHand"\n"1","2","3"\n`),
      {},
      ['1 at 2 = 3'],
    ],
    [
      'a comma in quotes',
      utf8('sku,location,qty\n"A,1","Berlin, Mitte",3\n'),
      {},
      ['A,1 at Berlin, Mitte = 3'],
    ],
    ['a quote within quotes', utf8('sku,location,qty\n"5"" disc",B,3\n'), {}, ['5" disc at B = 3']],
    [
      'inches in a bare cell',
      utf8('sku,title,location,qty\nA,Screen 15",B,3\n'),
      {},
      ['A at B = 3'],
    ],
    [
      'a line break in quotes',
      utf8('sku,title,location,qty\nA,"a\r\nb",B,3\nC,x,B,4\n'),
      {},
      ['A at B = 3', 'C at B = 4'],
    ],
    ['empty lines', utf8(`\n\n${HEAD}\n\n1,2,3\n\n\n4,5,6\n\n`), {}, ['1 at 2 = 3', '4 at 5 = 6']],
    [
      'rows of empty cells, as spreadsheets add',
      utf8(`${HEAD}\n1,2,3\n,,\n,,\n`),
      {},
      ['1 at 2 = 3'],
    ],
    ['a delimiter at the end of each line', utf8(`${HEAD},\n1,2,3,\n`), {}, ['1 at 2 = 3']],
    [
      'a delimiter at the end of the names alone',
      utf8(`${HEAD},,\n1,2,3\n4,5,6,,\n7,8,9\n`),
      {},
      ['1 at 2 = 3', '4 at 5 = 6', '7 at 8 = 9'],
    ],
    ['lines of blanks before the names', utf8(`  \n,,\n${HEAD}\n1,2,3\n`), {}, ['1 at 2 = 3']],
    [
      'letters that nobody sees, around names and values',
      utf8('\u200Bsku,location\u200E,\u00A0qty\nA\u200B,\u202AB\u202C,\u200E3\u200F\n'),
      {},
      ['A at B = 3'],
    ],
    [
      'blanks around quotes',
      utf8('sku, "location" ,"qty" \n"A" , "B" ,"3" \n'),
      {},
      ['A at B = 3'],
    ],
    [
      'what a spreadsheet puts before or around digits to keep them',
      utf8(`variantId,locationId,qty\n'0012,'2,'3\n13,2,"=""4"""\n`),
      {},
      ['0012 at 2 = 3', '13 at 2 = 4'],
    ],
    ['the mark by which old systems end a file', utf8(`${HEAD}\n1,2,3\u001A`), {}, ['1 at 2 = 3']],
    [
      'a mark in the middle, where files were put together',
      utf8(`\uFEFF${HEAD}\n1,2,3\n\uFEFF4,5,6\n`),
      {},
      ['1 at 2 = 3', '4 at 5 = 6'],
    ],
    ['none, in three decimals', utf8(row('0.000')), {}, ['107362030756584 at 50002 = 0']],
    [
      'a SKU that begins like a word for totals',
      utf8('sku,location,qty\nSUM-1,B,3\nTotal Gym,B,4\n'),
      {},
      ['SUM-1 at B = 3', 'Total Gym at B = 4'],
    ],
    [
      'a text of several lines with delimiters in it',
      utf8('sku,title,location,qty\nA,"one, two\nthree\nfour, five",B,3\n'),
      {},
      ['A at B = 3'],
    ],
    [
      'ten thousand columns',
      utf8(
        `sku,location,qty${Array.from({ length: 10_000 }, (_, column) => `,column number ${column}`).join('')}\nA,B,3${',a value of some letters'.repeat(10_000)}\n`,
      ),
      {},
      ['A at B = 3'],
    ],
    [
      'columns that nobody needs, in any order',
      utf8('Title,On hand,Location,SKU,Price\nx,3,B,A,9.99\n'),
      {},
      ['A at B = 3'],
    ],
    [
      'the export of merchants',
      utf8(
        'Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,SKU,Location,On hand\nshirt,Shirt,Size,L,Color,red,,Berlin,3\n',
      ),
      {},
      ['shirt/L/red at Berlin = 3'],
    ],
    [
      'a SKU beside a handle',
      utf8('Handle,Option1 Value,SKU,Location,On hand\nshirt,L,S-1,Berlin,3\n'),
      {},
      ['S-1 at Berlin = 3'],
    ],
    [
      'columns that are told',
      utf8('Artikel;Lager;Bestand\nP001;Berlin;40\n'),
      { columns: { sku: 'Artikel', location: 'Lager', onHand: 'Bestand' } },
      ['P001 at Berlin = 40'],
    ],
    [
      'a column whose name has umlauts, in windows-1252',
      latin1('Artikel;Filiale;Stück\nP1;Köln;4\n'),
      {
        encoding: 'windows-1252',
        columns: { sku: 'Artikel', location: 'Filiale', onHand: 'Stück' },
      },
      ['P1 at Köln = 4'],
    ],
    [
      'one of two quantities',
      utf8('sku,location,on hand,available\nA,B,5,4\n'),
      { quantity: 'available' },
      ['A at B = 4'],
    ],
    [
      'a quantity that is told to be available',
      utf8('sku,location,qty\nA,B,5\n'),
      { quantity: 'available' },
      ['A at B = 5'],
    ],
    [
      'digits that a spreadsheet was made to keep',
      utf8('sku,location,qty\n"=""0012""",B,3\n'),
      {},
      ['0012 at B = 3'],
    ],
    [
      'a SKU that looks like a shortened number',
      utf8('sku,location,qty\n12E4,B,3\n'),
      {},
      ['12E4 at B = 3'],
    ],
    ['leading zeros of a SKU', utf8('sku,location,qty\n007,B,3\n'), {}, ['007 at B = 3']],
    [
      'blanks that do not break, around a number',
      utf8('sku,location,qty\nA,B,\u00A07\u00A0\n'),
      {},
      ['A at B = 7'],
    ],
    ['a fraction of zeros with a comma', utf8('sku;location;qty\nA;B;40,0\n'), {}, ['A at B = 40']],
    [
      'points between thousands, told',
      utf8('sku;location;qty\nA;B;1.040,00\n'),
      { thousands: '.' },
      ['A at B = 1040'],
    ],
    [
      'thin blanks between thousands, told',
      utf8('sku;location;qty\nA;B;1\u202F040\n'),
      { thousands: ' ' },
      ['A at B = 1040'],
    ],
    [
      'lines of JSON',
      utf8('{"sku":"A","location":"B","onHand":3}\n{"onHand":4,"sku":"C","location":"B"}\n'),
      {},
      ['A at B = 3', 'C at B = 4'],
    ],
    [
      'a long id as a number of JSON',
      utf8('{"variantId":107362030756584123,"locationId":"2","onHand":3}'),
      {},
      ['107362030756584123 at 2 = 3'],
    ],
    [
      'moves, below 0 and twice',
      utf8('sku,location,change\nA,B,-3\nA,B,5\n'),
      { content: 'moves' },
      ['A at B = -3', 'A at B = 5'],
    ],
  ])('%s', async (_, bytes, options, rows) => {
    expect(await rowsOf(bytes, options)).toEqual(rows);
  });

  test.each([
    ['bom.csv', [ONE]],
    ['semi.csv', [ONE]],
  ])('%s where each byte comes alone', async (name, rows) => {
    const bytes = readFileSync(join(import.meta.dirname, 'cases', name));
    const alone = [...bytes].map((byte) => Uint8Array.of(byte));
    expect(await rowsOf(alone)).toEqual(rows);
  });
});
