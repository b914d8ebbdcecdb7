import type { StockFileSettings } from '../options.ts';

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
  const cell = text.trim();
  if (cell === '') return { wrong: 'is empty. Write the number, 0 where there are none.' };
  if (cell.startsWith('#'))
    return { wrong: 'is what a spreadsheet shows for an error. Mend it there.' };
  if (cell.startsWith('=')) return { wrong: 'is a formula. Export its value.' };
  const bare = thousands === undefined ? cell : withoutThousands(cell, thousands);
  const plain = withoutZeros(bare, thousands);
  if (/^[+-]?\d+$/.test(plain)) return inRange(Number(plain), isMoves);
  return { wrong: whyNot(bare) };
}

function inRange(value: number, isMoves: boolean): ReadQuantity {
  if (!Number.isSafeInteger(value)) return { wrong: 'is larger than any stock.' };
  if (value < 0 && !isMoves) {
    return {
      wrong:
        'is below 0, and a count is 0 or more. Where the file says what came and went, use adjust.',
    };
  }
  // Adding 0 makes 0 of minus 0.
  return { value: value + 0 };
}

function withoutThousands(cell: string, thousands: Thousands): string {
  const marks = `[${MARKS[thousands]}]`;
  const isParted = new RegExp(`^[+-]?\\d{1,3}(?:${marks}\\d{3})+(?:[.,]0+)?$`).test(cell);
  return isParted ? cell.replaceAll(new RegExp(marks, 'g'), '') : cell;
}

/** Takes away a fraction that is none. Three zeros may be thousands, unless those were told. */
function withoutZeros(cell: string, thousands: Thousands | undefined): string {
  const [, number, mark, zeros] = /^([+-]?\d+)([.,])(0+)$/.exec(cell) ?? [];
  if (number === undefined || mark === thousands) return cell;
  const isClear =
    zeros?.length !== 3 || thousands !== undefined || number.replace(/^[+-]/, '').length > 3;
  return isClear ? number : cell;
}

function whyNot(cell: string): string {
  if (/^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(cell)) {
    return 'is shortened by a spreadsheet, and digits may be gone. Format the column as a number without decimals, and export it anew.';
  }
  const [parted] = /^[+-]?\d{1,3}(?:([,.' \u00A0\u202F\u2009’])\d{3})+/.exec(cell) ?? [];
  if (parted !== undefined && /^[.,]\d+$/.test(cell.slice(parted.length))) {
    return 'is a fraction. Units are whole numbers.';
  }
  if (parted !== undefined) {
    const mark = /[^\d+-]/.exec(cell)?.[0] ?? ',';
    const word = mark === ',' || mark === '.' ? mark : /['’]/.test(mark) ? `"'"` : `' '`;
    return `may have a thousands separator or a fraction: nobody can tell. Write the number without, or say so: --thousands ${word}`;
  }
  if (/^[+-]?\d*[.,]\d+$/.test(cell)) return 'is a fraction. Units are whole numbers.';
  if (/^\(\d+\)$/.test(cell) || /^\d+-$/.test(cell) || /^[−–]\d+$/.test(cell)) {
    return `is how a bookkeeper writes less than 0. Write -${cell.replaceAll(/\D/g, '')}`;
  }
  if (/^[+-]?\d+\s*\p{L}+\.?$/u.test(cell)) return 'has a unit. Write the number alone.';
  return 'is no number. Write the units as digits.';
}
