import {
  check,
  checkBoolean,
  checkChoice,
  checkNumber,
  checkObject,
  kindOf,
  within,
} from '../../base/check.ts';
import type { FieldsOf, Place } from '../../base/check.ts';
import { freeze } from '../../base/freeze.ts';
import { ID_WORDS, isWireId } from '../../wire/index.ts';
import { checkFields, inputOf } from '../input.ts';
import type { Pending, PendingFault } from '../state/fault-script.ts';
import type { FakeOperation, Fault, FaultKind } from './fault.ts';

/** A fault as {@link FaultControl.add} takes it. Plain data, which may come from JSON. */
export interface FaultInput {
  /** Which requests meet it: `connect`, `adjust`, `query`, `webhooks`, `catalog` or `token`. Left out, any. */
  readonly operation?: PendingFault['operation'] | undefined;
  /** The thing that goes wrong. */
  readonly fault: Fault;
  /** How many requests meet it. The default is 1. */
  readonly times?: number | undefined;
  /** How many such requests pass before. The default is 0. */
  readonly after?: number | undefined;
}

const FIELDS: FieldsOf<FaultInput> = { operation: true, fault: true, times: true, after: true };
/** The operations of the fake. */
export const OPERATIONS: readonly FakeOperation[] = [
  'connect',
  'adjust',
  'query',
  'webhooks',
  'catalog',
  'token',
];
const REDIRECTS: readonly unknown[] = [301, 302, 303, 307, 308];

/** Throws where a value is not what a field must be. */
type Check = (place: Place, value: unknown) => void;

/** The fields of kinds of faults besides the kind itself. A question mark: it may be left out. */
export type Kinds<Kind extends string> = {
  readonly [Name in Kind]: Readonly<Record<string, Check>>;
};

/** Longer delays overflow the system's timers. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** A time to wait. */
export const checkDelay: Check = (place, value) =>
  checkNumber(place, value, { from: 0, to: LONGEST_DELAY_MS, unit: 'milliseconds' });
const checkHeader: Check = (place, value) =>
  check(place, isHeaderValue(value), 'a text that a header can hold');

/** The fields of every kind. */
const KINDS: Kinds<FaultKind> = {
  status: {
    status: (place, value) => checkNumber(place, value, { from: 200, to: 599, isInteger: true }),
    'body?': (place, value) => check(place, isJson(value), 'a text, or what JSON can hold'),
    'headers?': (place, value) =>
      check(place, isHeaders(value), 'an object of names and texts that headers can hold'),
    'applied?': checkBoolean,
  },
  'rate-limited': {
    'retryAfter?': (place, value) =>
      check(
        place,
        value === null || isHeaderValue(value) || (Number.isFinite(value) && Number(value) >= 0),
        'a number of seconds, a text that a header can hold, or null',
      ),
  },
  delay: { ms: checkDelay, 'applied?': checkBoolean },
  late: { 'ms?': checkDelay },
  redirect: {
    location: checkHeader,
    'status?': (place, value) =>
      check(place, REDIRECTS.includes(value), `${REDIRECTS.slice(0, -1).join(', ')} or 308`),
  },
  'stale-read': {
    'events?': (place, value) => checkNumber(place, value, { from: 1, isInteger: true }),
  },
  'wrong-variant': {
    'variantId?': (place, value) => check(place, isWireId(value), `an id: ${ID_WORDS}`),
  },
  'wrong-content-type': {
    'contentType?': checkHeader,
    'body?': (place, value) =>
      check(place, typeof value === 'string', `a text, not ${kindOf(value)}`),
  },
  'cut-before': {},
  'cut-after': {},
  'cut-mid-body': {},
  malformed: {},
  truncated: {},
  empty: {},
};

/** The kinds of faults. */
export const FAULT_KINDS = Object.keys(KINDS) as FaultKind[];

/** Reads a fault to add, or throws a TypeError with the path of the first thing that is wrong. */
export function readFaultInput(input: FaultInput): Omit<PendingFault, 'id'> {
  const place = inputOf('fake.faults.add', 'the fault');
  checkFields(place, input, FIELDS);
  const { operation } = input;
  if (operation !== undefined) checkChoice(within(place, 'operation'), operation, OPERATIONS);
  const scripted = readScripted(place, input, KINDS);
  check(
    within(place, 'operation'),
    input.fault.kind !== 'stale-read' || operation === undefined || operation === 'query',
    "'query', or left out: only a query can be stale",
  );
  return { ...(operation && { operation }), ...scripted };
}

/** Reads what all faults have: what goes wrong, how often, and after how many. */
export function readScripted<Scripted extends Pending['fault']>(
  place: Place,
  input: {
    readonly fault: Scripted;
    readonly times?: number | undefined;
    readonly after?: number | undefined;
  },
  kinds: Kinds<Scripted['kind']>,
): { readonly fault: Scripted; readonly times: number; readonly after: number } {
  const { fault, times = 1, after = 0 } = input;
  checkNumber(within(place, 'times'), times, { from: 1, isInteger: true });
  checkNumber(within(place, 'after'), after, { from: 0, isInteger: true });
  checkFault(within(place, 'fault'), fault, kinds);
  // A copy that nobody can change afterwards.
  return { fault: freeze(JSON.parse(JSON.stringify(fault)) as Scripted), times, after };
}

function checkFault<Kind extends string>(place: Place, fault: unknown, kinds: Kinds<Kind>): void {
  checkObject(place, fault);
  const kind = checkChoice(within(place, 'kind'), fault['kind'], Object.keys(kinds) as Kind[]);
  const fields = Object.entries<Check>(kinds[kind]);
  const names = fields.map(([name]) => [name.replace('?', ''), true] as const);
  checkObject(place, fault, { kind: true, ...Object.fromEntries(names) });
  for (const [field, checkField] of fields) {
    const name = field.replace('?', '');
    if (fault[name] === undefined && field.endsWith('?')) continue;
    checkField(within(place, name), fault[name]);
  }
}

function isHeaderValue(value: unknown): boolean {
  return typeof value === 'string' && /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value);
}

function isHeaders(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([name, text]) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && isHeaderValue(text),
  );
}

function isJson(value: unknown): boolean {
  try {
    return typeof value === 'string' || JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}
