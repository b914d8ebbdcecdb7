import { DIALECT } from '../wire/dialect.ts';
import { isRecord } from './expected-text.ts';
import type { LiteralAnswer, LiteralRequest } from './http-text.ts';

// Puts the literal HTTP of the cases, which is in the default names, into those of a dialect, and
// answers back. By hand, and not by src/wire, so that neither can hide a mistake of the other.

const QUANTITIES = ['available', 'committed', 'unavailable', 'incoming', 'onHand'] as const;
const FIELDS = ['productId', 'variantId', 'locationId', 'updateTime', ...QUANTITIES] as const;
const FILTERS: Readonly<Record<string, string>> = {
  variantIds: DIALECT.variantFilter,
  locationIds: DIALECT.locationFilter,
};

/** A request of a case, as it is spelled in the dialect. */
export function intoDialect({ path, body, ...rest }: LiteralRequest): LiteralRequest {
  const [before = '', query] = path.split('?');
  return {
    ...rest,
    path: query === undefined ? path : `${before}?${translateQuery(query)}`,
    body: body === undefined ? undefined : translateJson(body, requestInto),
  };
}

/** An answer in the dialect, as the cases spell it. */
export function outOfDialect({ body, ...rest }: LiteralAnswer): LiteralAnswer {
  return { ...rest, body: translateJson(body, answerOutOf) };
}

function translateQuery(query: string): string {
  return query
    .split('&')
    .flatMap((part) => {
      const [name = '', value = ''] = part.split(/=(.*)/s);
      const filter = FILTERS[name];
      if (filter === undefined || !Object.hasOwn(FILTERS, name)) return [part];
      return value.split(/,|%2C/).map((id) => `${encodeURIComponent(filter)}=${id}`);
    })
    .join('&');
}

/** What is no JSON stays as it is. */
function translateJson(text: string, translate: (json: unknown) => unknown): string {
  try {
    return JSON.stringify(translate(JSON.parse(text)));
  } catch {
    return text;
  }
}

function requestInto(json: unknown): unknown {
  if (!isRecord(json) || !('inventory' in json)) return json;
  const { inventory, ...others } = json;
  return put(
    others,
    DIALECT.requestEnvelope,
    isRecord(inventory) ? levelInto(inventory) : inventory,
  );
}

function levelInto(level: Readonly<Record<string, unknown>>): object {
  let object: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(level)) {
    const field = FIELDS.find((each) => each === name);
    const isQuantity = QUANTITIES.some((each) => each === name);
    object = put(
      object,
      field === undefined ? name : DIALECT[field],
      isQuantity ? swap(value) : value,
    );
  }
  return object;
}

function answerOutOf(json: unknown): unknown {
  const error = get(json, DIALECT.error);
  if (typeof error === 'string') return { error: wordsOutOf(error) };
  const level = get(json, DIALECT.answerEnvelope);
  if (level !== undefined) return { inventory: levelOutOf(level) };
  const list = get(json, DIALECT.list);
  if (Array.isArray(list)) return { inventories: list.map(levelOutOf) };
  return isRecord(json) && 'data' in json ? catalogOutOf(json['data']) : json;
}

const IDS = ['productId', 'variantId', 'locationId'] as const;

/** Warehouses, products and variants have the ids of the dialect, and their own names beside. */
function catalogOutOf(data: unknown): unknown {
  if (!isRecord(data)) return data;
  const objects = Object.entries(data).map(([name, held]) => [
    name,
    Array.isArray(held) ? held.map(namedOutOf) : namedOutOf(held),
  ]);
  return Object.fromEntries(objects);
}

function namedOutOf(object: unknown): object {
  const ids = IDS.map((name): [string, unknown] => [name, get(object, DIALECT[name])]);
  const taken = new Set(IDS.map((name) => DIALECT[name].split('.')[0]));
  const rest = Object.entries(isRecord(object) ? object : {}).filter(([name]) => !taken.has(name));
  return Object.fromEntries([...ids.filter(([, id]) => id !== undefined), ...rest]);
}

function levelOutOf(level: unknown): object {
  const fields = FIELDS.map((name): [string, unknown] => {
    const value = get(level, DIALECT[name]);
    if (name !== 'updateTime') return [name, typeof value === 'number' ? String(value) : value];
    return [name, new Date(`${String(value)}${DIALECT.timeZone}`).toISOString()];
  });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** A number as text, and a text that holds one as number. */
function swap(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
}

/** The longest names first, as some begin like others. */
function wordsOutOf(text: string): string {
  const names = [
    [DIALECT.requestEnvelope, 'inventory'],
    ...FIELDS.map((name) => [DIALECT[name], name]),
    ...Object.entries(FILTERS).map(([name, filter]) => [filter, name]),
  ].toSorted(([a = ''], [b = '']) => b.length - a.length);
  return names.reduce((words, [from = '', to = '']) => words.replaceAll(from, to), text);
}

function get(json: unknown, path: string): unknown {
  return path.split('.').reduce((inner, name) => (isRecord(inner) ? inner[name] : undefined), json);
}

function put(
  object: Readonly<Record<string, unknown>>,
  path: string,
  value: unknown,
): Record<string, unknown> {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...object, [name]: value };
  const inner = object[name];
  return { ...object, [name]: put(isRecord(inner) ? inner : {}, rest.join('.'), value) };
}
