import { freeze } from '../../base/freeze.ts';
import { ID_WORDS, isWireId } from '../../wire/index.ts';
import { checkCount, checkNames, invalid } from '../check.ts';
import { LONGEST_DELAY_MS } from '../clock.ts';
import type { PendingFault } from '../state/fault-script.ts';
import type { Shop } from '../state/shop.ts';
import type { Fault, FaultKind } from './fault.ts';

/**
 * Scripts what goes wrong, request by request.
 *
 * @example
 * ```ts run
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * const id = fake.faults.add({ operation: 'query', fault: { kind: 'truncated' }, times: 2 });
 * await fake.fetch(`${fake.apiUrl}/inventory`, {
 *   headers: { 'X-Genstore-Access-Token': fake.accessToken },
 * });
 * fake.faults.pending().map(({ times }) => times); // → [ 1 ]
 * fake.faults.remove(id); // → true
 * ```
 */
export interface FaultControl {
  /**
   * Adds a fault. A request meets the first one that is due, in the order in which they were added,
   * and besides the first delay that is due.
   *
   * @returns an id for `remove`: `fault-1`, `fault-2` …
   * @throws TypeError when it is wrong; it names the path, such as `fault.status`.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
   * fake.faults.add({ operation: 'adjust', fault: { kind: 'cut-after' } });
   * fake.faults.add({ fault: { kind: 'status', status: 503 }, times: 2, after: 1 });
   * ```
   */
  readonly add: (fault: FaultInput) => string;
  /** Takes a fault back; false where it is not pending. */
  readonly remove: (id: string) => boolean;
  /** The faults that are still to be met, with what is left of them, in their order. */
  readonly pending: () => readonly PendingFault[];
  /** Takes all faults back. */
  readonly clear: () => void;
}

/** Controls the script of a shop; which one it is, is asked at each call. */
export function faultControl(shopOf: () => Shop): FaultControl {
  const replace = (pending: readonly PendingFault[]): void => {
    const shop = shopOf();
    shop.faults = { ...shop.faults, pending };
  };

  return Object.freeze<FaultControl>({
    add: (input) => {
      const read = readFaultInput(input);
      const shop = shopOf();
      const { pending, added } = shop.faults;
      const id = `fault-${added + 1}`;
      shop.faults = { pending: [...pending, { id, ...read }], added: added + 1 };
      return id;
    },
    remove: (id) => {
      const { pending } = shopOf().faults;
      replace(pending.filter((fault) => fault.id !== id));
      return shopOf().faults.pending.length < pending.length;
    },
    pending: () => shopOf().faults.pending.map((fault) => ({ ...fault })),
    clear: () => replace([]),
  });
}

/** What {@link FaultControl.add} takes. Plain data, which may come from JSON. */
export interface FaultInput {
  /** Which requests meet it: `connect`, `adjust` or `query`. Left out, any of the three. */
  readonly operation?: PendingFault['operation'];
  /** What goes wrong. */
  readonly fault: Fault;
  /** How many requests meet it. The default is 1. */
  readonly times?: number;
  /** How many such requests pass before. The default is 0. */
  readonly after?: number;
}

const ADD = 'fake.faults.add';
const OPERATIONS: readonly unknown[] = ['connect', 'adjust', 'query'];
const REDIRECTS: readonly unknown[] = [301, 302, 303, 307, 308];

/** What a field must be, in words and as a check. */
type Field = readonly [expected: string, isGood: (value: unknown) => boolean];

const TEXT: Field = ['a text', (value) => typeof value === 'string'];
const TRUTH: Field = ['true or false', (value) => typeof value === 'boolean'];
const DURATION: Field = [
  `a number of milliseconds from 0 to ${LONGEST_DELAY_MS}`,
  (value) => isNumber(value) && Number(value) >= 0 && Number(value) <= LONGEST_DELAY_MS,
];
const HEADER_VALUE: Field = ['a text that a header can hold', isHeaderValue];

/** The fields of every kind. A question mark means that the field may be left out. */
const FIELDS: { readonly [Kind in FaultKind]: Readonly<Record<string, Field>> } = {
  status: {
    status: ['an integer from 200 to 599', (value) => isInteger(value, 200, 599)],
    'body?': ['a text, or what JSON can hold', isJson],
    'headers?': ['an object of names and texts that headers can hold', isHeaders],
    'applied?': TRUTH,
  },
  'rate-limited': {
    'retryAfter?': [
      'a number of seconds, a text that a header can hold, or null',
      (value) => value === null || isHeaderValue(value) || (isNumber(value) && Number(value) >= 0),
    ],
  },
  delay: {
    ms: DURATION,
    'applied?': TRUTH,
  },
  late: { 'ms?': DURATION },
  redirect: {
    location: HEADER_VALUE,
    'status?': [`one of ${REDIRECTS.join(', ')}`, (value) => REDIRECTS.includes(value)],
  },
  'stale-read': {
    'events?': ['an integer, 1 or more', (value) => isInteger(value, 1, Number.MAX_SAFE_INTEGER)],
  },
  'wrong-variant': {
    'variantId?': [`an id: ${ID_WORDS}`, isWireId],
  },
  'wrong-content-type': { 'contentType?': HEADER_VALUE, 'body?': TEXT },
  'cut-before': {},
  'cut-after': {},
  'cut-mid-body': {},
  malformed: {},
  truncated: {},
  empty: {},
};

/** Reads a fault to add, or throws a TypeError with the path of the first thing that is wrong. */
export function readFaultInput(input: FaultInput): Omit<PendingFault, 'id'> {
  const names = ['operation', 'fault', 'times', 'after'];
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  if (!isObject) throw invalid('the fault', 'an object', ADD);
  checkNames(input, '', names, ADD);
  const { operation, fault, times = 1, after = 0 } = input;
  if (operation !== undefined && !OPERATIONS.includes(operation)) {
    throw invalid('operation', `one of ${OPERATIONS.join(', ')}, or left out`, ADD);
  }
  checkCount(times, 'times', 1, ADD);
  checkCount(after, 'after', 0, ADD);
  checkFault(fault);
  if (fault.kind === 'stale-read' && operation !== undefined && operation !== 'query') {
    throw invalid('operation', 'query, or left out: only a query can be stale', ADD);
  }
  return { ...(operation && { operation }), fault: copyOf(fault), times, after };
}

function checkFault(fault: Fault): void {
  const kind: unknown = (fault as Fault | undefined)?.kind;
  if (typeof kind !== 'string' || !Object.hasOwn(FIELDS, kind)) {
    throw invalid('fault.kind', `one of ${Object.keys(FIELDS).join(', ')}`, ADD);
  }
  const fields = Object.entries(FIELDS[kind as FaultKind]);
  const names = fields.map(([name]) => name.replace('?', ''));
  checkNames(fault, 'fault', ['kind', ...names], ADD);
  for (const [index, [name, [expected, isGood]]] of fields.entries()) {
    const field = names[index] ?? '';
    const value: unknown = Reflect.get(fault, field);
    if (value === undefined && name.endsWith('?')) continue;
    if (!isGood(value)) throw invalid(`fault.${field}`, expected, ADD);
  }
}

/** A copy that nobody can change afterwards. */
function copyOf(fault: Fault): Fault {
  return freeze(JSON.parse(JSON.stringify(fault)) as Fault);
}

function isInteger(value: unknown, lowest: number, highest: number): boolean {
  return Number.isInteger(value) && Number(value) >= lowest && Number(value) <= highest;
}

function isNumber(value: unknown): boolean {
  return Number.isFinite(value);
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
