import { ID_WORDS, isWireId } from '../../wire/limits.ts';
import { tidy } from './tidy.ts';

/** A name, or what is wrong with the text. */
export type ReadName = { readonly name: string } | { readonly wrong: string };

const SHORTENED = /^\d+(?:[.,]\d+)?e\+?\d+$/i;
/** A product's number such as 12E4 is no shortened one: a spreadsheet writes a point, or a plus. */
const SHORTENED_SKU = /^\d+[.,]\d+e\+?\d+$|^\d+e\+\d+$/i;
const GONE =
  'is a long number that a spreadsheet shortened: its digits are gone. Format the column as text, and export it anew.';

/** Reads an id. */
export function readId(text: string): ReadName {
  // Spreadsheets put an apostrophe before what is to stay a text.
  const cell = bare(text).replace(/^'/, '');
  if (cell === '') return { wrong: 'is empty. Write the id.' };
  if (SHORTENED.test(cell)) return { wrong: GONE };
  if (/^\d+[.,]\d+$/.test(cell)) {
    return { wrong: 'is a number with a fraction, and no id. Format the column as text.' };
  }
  if (isWireId(cell)) return { name: cell };
  return { wrong: `is no id, which has ${ID_WORDS}.` };
}

/** Reads a SKU, or a name that may have any letters. */
export function readWords(text: string, what: string): ReadName {
  const cell = bare(text);
  if (cell === '') return { wrong: `is empty. Write the ${what}.` };
  if (SHORTENED_SKU.test(cell)) return { wrong: GONE };
  if (/^#(?:REF|N\/A|NAME|VALUE|NUM|NULL|DIV)\b/i.test(cell)) {
    return { wrong: 'is what a spreadsheet shows for an error. Mend it there.' };
  }
  return { name: cell };
}

/** The text alone: spreadsheets keep digits by writing ="0012". */
export function bare(text: string): string {
  const cell = tidy(text);
  const kept = /^="([^"]*)"$/.exec(cell)?.[1];
  return kept === undefined ? cell : tidy(kept);
}
