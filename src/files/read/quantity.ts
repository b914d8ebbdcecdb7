import type { StockFileSettings } from '../options.ts';
import { bare } from './names.ts';

/** A number of units, or what is wrong with the text. */
export type ReadQuantity = { readonly value: number } | { readonly wrong: string };

type Thousands = NonNullable<StockFileSettings['thousands']>;

/** Letters that part thousands: of blanks, those that print and export do not break a line at, too. */
const MARKS: Readonly<Record<Thousands, string>> = {
  ',': ',',
  '.': String.raw`\.`,
  ' ': ' \u00A0\u202F\u2009',
  "'": "'’",
};

/** Reads units; nothing is guessed. */
export function readQuantity(
  text: string,
  { thousands, isMoves }: Pick<StockFileSettings, 'thousands' | 'isMoves'>,
): ReadQuantity {
  const cell = bare(text).replace(/^'/, '');
  if (cell === '') return { wrong: 'is empty. Write the number, 0 where there are none.' };
  if (cell.startsWith('#'))
    return { wrong: 'is what a spreadsheet shows for an error. Mend it there.' };
  if (cell.startsWith('=')) return { wrong: 'is a formula. Export its value.' };
  const plain = withoutZeros(
    thousands === undefined ? cell : withoutThousands(cell, thousands),
    thousands,
  );
  if (/^[+-]?\d+$/.test(plain)) return inRange(Number(plain), isMoves);
  return { wrong: whyNot(cell, thousands, isMoves) };
}

const COUNTS = 'A count is 0 or more; where the file says what came and went, use adjust.';

function inRange(value: number, isMoves: boolean): ReadQuantity {
  if (!Number.isSafeInteger(value)) return { wrong: 'is larger than any stock.' };
  if (value < 0 && !isMoves) return { wrong: `is below 0. ${COUNTS}` };
  // Adding 0 makes 0 of minus 0.
  return { value: value + 0 };
}

function withoutThousands(cell: string, thousands: Thousands): string {
  const marks = `[${MARKS[thousands]}]`;
  // No number of thousands begins with 0.
  const isParted = new RegExp(`^[+-]?[1-9]\\d{0,2}(?:${marks}\\d{3})+(?:[.,]0+)?$`).test(cell);
  return isParted ? cell.replaceAll(new RegExp(marks, 'g'), '') : cell;
}

/** Takes away a fraction that is none. Three zeros may be thousands, unless those were told. */
function withoutZeros(cell: string, thousands: Thousands | undefined): string {
  const [, number = '', mark, zeros] = /^([+-]?\d+)([.,])(0+)$/.exec(cell) ?? [];
  const digits = number.replace(/^[+-]/, '');
  if (digits === '' || (mark === thousands && !/^0+$/.test(digits))) return cell;
  const isClear =
    zeros?.length !== 3 || thousands !== undefined || digits.length > 3 || digits.startsWith('0');
  return isClear ? number : cell;
}

function whyNot(cell: string, thousands: Thousands | undefined, isMoves: boolean): string {
  if (/^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(cell)) {
    return 'is shortened by a spreadsheet, and digits may be gone. Format the column as a number without decimals, and export it anew.';
  }
  if (/^(?:\(\d+\)|\d+\s*-|[−–—]\s*\d+|-\s+\d+)$/.test(cell)) {
    const words = 'is how a bookkeeper writes less than 0';
    return isMoves ? `${words}. Write -${cell.replaceAll(/\D/g, '')}` : `${words}. ${COUNTS}`;
  }
  const [, mark = '', rest = ''] =
    /^[+-]?[1-9]\d{0,2}([,.' \u00A0\u202F\u2009’])\d{3}(?:\1\d{3})*((?:[.,]0+)?)$/.exec(cell) ?? [];
  if (mark !== '' && !isMarkOf(mark, thousands)) {
    // Where another mark was told, a point or comma is no such.
    if (thousands !== undefined && rest === '' && /[.,]/.test(mark)) return FRACTION;
    const word = /[.,]/.test(mark) ? mark : /['’]/.test(mark) ? `"'"` : "' '";
    return `may have a thousands separator or a fraction: nobody can tell. Write the number without, or say so: --thousands ${word}`;
  }
  const fraction = /^[+-]?\d*(?:[,.' \u00A0\u202F\u2009’]\d{3})*([.,])\d+$/.exec(cell);
  if (fraction !== null && fraction[1] !== thousands) return FRACTION;
  if (/^[+-]?\d+(?:[,.'\s’]+\d+)*\s*\p{L}+\.?$/u.test(cell)) {
    return 'has a unit. Write the number alone.';
  }
  if (/^[+-]?\d+(?:[,.'_\s’]+\d+)+$/.test(cell)) {
    return 'has a mark between its digits, but not between thousands. Write the digits alone.';
  }
  if (/^[+-]?\p{Nd}+$/u.test(cell)) return 'has other digits than 0 to 9. Write it with those.';
  return 'is no number. Write the units as digits.';
}

function isMarkOf(mark: string, thousands: Thousands | undefined): boolean {
  return thousands !== undefined && new RegExp(`[${MARKS[thousands]}]`).test(mark);
}

const FRACTION = 'is a fraction. Units are whole numbers.';
