import { check, checkIterable, checkObject, within } from '../base/check.ts';
import type { FieldsOf, Place } from '../base/check.ts';
import type { VariantName } from './data.ts';

/** What is asked for by name. */
export interface WantedNames {
  /** SKUs. Left out together with `variants`: all variants of the shop; empty lists: none. */
  readonly skus?: Iterable<string> | undefined;
  /** Variants by handle and options. */
  readonly variants?: Iterable<VariantName> | undefined;
  /** Names of warehouses. Left out: all of the shop; an empty list: none. */
  readonly locations?: Iterable<string> | undefined;
}

/** The same, checked: each name once. Undefined stands for all that there are. */
export interface Wanted {
  readonly skus: readonly string[] | undefined;
  readonly variants: readonly VariantName[];
  readonly locations: readonly string[] | undefined;
}

const NAME: FieldsOf<VariantName> = { handle: true, options: true };

/** Checks what is asked for. */
export function readWanted(place: Place, { skus, variants, locations }: WantedNames): Wanted {
  const isAll = skus === undefined && variants === undefined;
  return {
    skus: isAll ? undefined : textsOf(within(place, 'skus'), skus ?? []),
    variants: variants === undefined ? [] : namesOf(within(place, 'variants'), variants),
    locations: locations === undefined ? undefined : textsOf(within(place, 'locations'), locations),
  };
}

function textsOf(place: Place, texts: Iterable<string>): readonly string[] {
  checkIterable(place, texts);
  return [...new Set(texts)].map((text: unknown, index) => {
    check(within(place, index), typeof text === 'string', 'a text');
    return text;
  });
}

function namesOf(place: Place, names: Iterable<VariantName>): readonly VariantName[] {
  checkIterable(place, names);
  const known = new Map<string, VariantName>();
  for (const [index, name] of [...names].entries()) {
    const copy = checkVariantName(within(place, index), name);
    known.set(JSON.stringify([copy.handle, ...copy.options]), copy);
  }
  return [...known.values()];
}

/** Checks the name of a variant, and copies it. */
function checkVariantName(place: Place, name: VariantName): VariantName {
  const given: unknown = name;
  checkObject(place, given, NAME, 'an object with handle and options');
  const { handle, options } = name;
  check(within(place, 'handle'), typeof handle === 'string' && handle !== '', 'a handle');
  const at = within(place, 'options');
  check(at, Array.isArray(options), 'an array of texts');
  const copies = options.map((option: unknown, index) => {
    check(within(at, index), typeof option === 'string', 'a text');
    return option;
  });
  return { handle, options: copies };
}
