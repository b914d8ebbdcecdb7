import { InvalidArgumentError } from 'commander';
import type { StockField } from '../../files/index.ts';
import type { WireEntries } from '../../index.ts';

/** Every column that a file can have: the type asks for all of them. */
const KNOWN: Readonly<Record<StockField, true>> = {
  variantId: true,
  sku: true,
  handle: true,
  option1: true,
  option2: true,
  option3: true,
  locationId: true,
  location: true,
  onHand: true,
  available: true,
  key: true,
};
const COLUMNS = Object.keys(KNOWN);

/** A part of a whole: `0.2` or `20%`. */
export function share(text: string): number {
  const [, digits, percent] = /^(\d+(?:\.\d+)?|\.\d+)\s*(%?)$/.exec(text) ?? [];
  const value = Number(digits) / (percent === '%' ? 100 : 1);
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Write a share, such as 0.2 or 20%');
}

/** A number of units. */
export function units(text: string): number {
  if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw new InvalidArgumentError('Write a number of units');
}

/** Texts between commas, and those of an option that is said once more. */
export function list(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...partsOf(text)];
}

/** Texts as they are, one for each time that the option is said. */
export function each(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** The texts between commas. */
export function partsOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The name of an encoding that the runtime knows. */
export function encoding(text: string): string {
  try {
    return new TextDecoder(text).encoding;
  } catch {
    throw new InvalidArgumentError('Write a usual one, such as windows-1252 or utf-16le');
  }
}

/** What parts columns; `tab` for a tab. */
export function delimiter(text: string): string {
  const letter = text === String.raw`\t` || text === 'tab' ? '\t' : text;
  if (/^[^\w\s"]$|^\t$/.test(letter)) return letter;
  throw new InvalidArgumentError("Write one letter, such as ';' or tab");
}

/** Our names of columns, and what a file calls them. */
export function columns(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const told = pairs(text);
  for (const [field, column] of Object.entries(told)) {
    if (column === '') throw new InvalidArgumentError('Write sku=Artikel,onHand=Bestand');
    if (!COLUMNS.includes(field)) throw new InvalidArgumentError(`Known are ${COLUMNS.join(', ')}`);
  }
  return { ...before, ...told };
}

/** Entries of the wire profile; each question of the doctor may be answered by an option of its own. */
export function names(text: string, before: WireEntries = {}): WireEntries {
  return { ...before, ...pairs(text) };
}

function pairs(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split(/,(?=\s*\w+\s*=)/).map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new InvalidArgumentError('Write name=value,name=value');
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
    }),
  );
}
