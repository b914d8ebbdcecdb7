import type { WebhookLine } from '../../../wire/index.ts';
import type { OrderTelling, ToldFulfillment } from './telling.ts';

/**
 * Something that happened to an order, after one time and until another, in milliseconds since 1970.
 * Where both are the same, it happened just then. The earliest telling says until when, so that it does
 * not matter how often and how late it is told again.
 */
export type Fact = {
  readonly after: number;
  readonly until: number;
} & (
  | { readonly kind: 'placed'; readonly lines: readonly WebhookLine[] }
  | {
      readonly kind: 'edited';
      readonly taken: readonly WebhookLine[];
      readonly added: readonly WebhookLine[];
    }
  | {
      readonly kind: 'shipped' | 'unshipped';
      readonly id: string;
      /** Left out, all that was open. */ readonly lines?: Lines;
    }
  | { readonly kind: 'cancelled' }
);

type Lines = readonly WebhookLine[];

/** The happenings that the tellings of an order tell of. */
export interface Timeline {
  /** Of the same time in the order in which it happened, as far as that is known; units and all. */
  readonly facts: readonly Fact[];
  /** Whether it is known what was ordered. */
  readonly isCreated: boolean;
  /** When it was placed, at the latest. */
  readonly createdAt: number;
  /** The latest time of something that was told and cannot be put in, -Infinity where there is none. */
  readonly unclearUntil: number;
}

/** The topics that an order is known by. Others are held until one of these comes. */
const CREATING: readonly string[] = ['orders/create', 'orders/update', 'orders/paid'];

/** Makes a timeline of tellings that are sorted by time. */
export function timelineOf(tellings: readonly OrderTelling[]): Timeline {
  const problems: number[] = [];
  const listed = tellings.filter(({ lines }) => lines !== undefined);
  const [base] = listed;
  const created = createdOf(tellings);
  const isCreated = tellings.some(({ topic }) => CREATING.includes(topic)) && base !== undefined;
  const shipments = shipmentsOf(tellings, created.until, problems);
  const cancellations = cancellationsOf(tellings, created.until, shipments);
  const edits = editsOf(listed, created.until, cancellations, problems);
  const placed: Fact[] = isCreated
    ? [{ kind: 'placed', ...created, lines: base.lines ?? [] }, ...edits]
    : [];
  const facts = [...placed, ...shipments, ...cancellations].map((fact) => ({
    ...fact,
    // Clocks differ, but nothing happens to an order before it is there.
    after: fact.kind === 'placed' ? fact.after : Math.max(fact.after, created.until),
    until: Math.max(fact.until, created.until),
  }));
  return {
    facts,
    isCreated,
    createdAt: created.until,
    unclearUntil: Math.max(-Infinity, ...problems),
  };
}

function createdOf(tellings: readonly OrderTelling[]): { after: number; until: number } {
  const times = tellings.flatMap(({ createdAt }) => createdAt ?? []);
  const at = times.at(-1);
  if (at !== undefined) return { after: at, until: at };
  const known = tellings.flatMap(({ asOf, cancelledAt = asOf, fulfillments = [] }) => [
    asOf,
    cancelledAt,
    ...fulfillments.map(({ at: shippedAt = asOf }) => shippedAt),
  ]);
  return { after: -Infinity, until: Math.min(...known) };
}

/** Each fulfillment, and its cancellation, by the tellings that list them. */
function shipmentsOf(
  tellings: readonly OrderTelling[],
  createdAt: number,
  problems: number[],
): Fact[] {
  const lists = tellings.flatMap(({ asOf, topic, fulfillments }) =>
    fulfillments === undefined ? [] : [{ asOf, topic, fulfillments }],
  );
  const ids = new Set(lists.flatMap(({ fulfillments }) => fulfillments.map(({ id }) => id)));
  return [...ids].toSorted().flatMap((id) => {
    const told = lists.map(({ asOf, topic, fulfillments }) => {
      const one = fulfillments.find((each) => each.id === id);
      return { asOf, topic, one, isLast: isLatest(one, fulfillments) };
    });
    const seen = told.flatMap((each) => (each.one ? { ...each, one: each.one } : []));
    const [first] = seen;
    if (first === undefined) return [];
    const before = told.filter(({ asOf, one }) => one === undefined && asOf < first.asOf);
    const at = seen.flatMap(({ one }) => one.at ?? [])[0];
    const shipped = {
      after: at ?? Math.max(createdAt, ...before.map(({ asOf }) => asOf)),
      until: at ?? first.asOf,
    };
    const bodies = [
      ...new Set(seen.flatMap(({ one }) => (one.lines ? JSON.stringify(one.lines) : []))),
    ];
    const lines = seen.findLast(({ one }) => one.lines !== undefined)?.one.lines;
    const isClosing = seen.some(({ topic, isLast }) => topic === 'orders/fulfilled' && isLast);
    const gone = told.filter(({ asOf, one }) =>
      one === undefined ? asOf > first.asOf : one.isCancelled,
    );
    const active = seen.filter(({ one }) => !one.isCancelled).map(({ asOf }) => asOf);
    const latest = Math.max(shipped.until, ...active);
    const goneBy = Math.min(...gone.map(({ asOf }) => asOf));
    const units = lines === undefined ? {} : { lines };
    const isContradictory =
      bodies.length > 1 || (lines === undefined && !isClosing) || latest > goneBy;
    if (isContradictory) problems.push(latest, ...gone.slice(0, 1).map(({ asOf }) => asOf));
    const facts: Fact[] = [{ kind: 'shipped', id, ...shipped, ...units }];
    if (gone.length === 0) return facts;
    const exact = gone.flatMap(({ one }) => one?.cancelledAt ?? [])[0];
    // Clocks differ, but nothing comes back before it left.
    const after = Math.max(shipped.after, exact ?? Math.min(latest, goneBy));
    const until = Math.max(shipped.until, exact ?? goneBy);
    facts.push({ kind: 'unshipped', id, after, until, ...units });
    return facts;
  });
}

/** Whether no other fulfillment of a list was made later. */
function isLatest(one: ToldFulfillment | undefined, all: readonly ToldFulfillment[]): boolean {
  const latest = one?.at ?? -Infinity;
  return all.every(({ id, at = Infinity }) => id === one?.id || at <= latest);
}

/** Cancellations of whatever was open: each time that is told, and the earliest one without a time. */
function cancellationsOf(
  tellings: readonly OrderTelling[],
  createdAt: number,
  shipments: readonly Fact[],
): Fact[] {
  const times = new Set(tellings.flatMap(({ cancelledAt }) => cancelledAt ?? []));
  const facts: Fact[] = [...times].map((at) => ({ kind: 'cancelled', after: at, until: at }));
  const told = tellings.find(({ topic }) => topic === 'orders/cancelled');
  if (told === undefined || [...times].some((at) => at <= told.asOf)) return facts;
  // Nothing is left to ship after it.
  const shipped = shipments
    .filter(({ kind, until }) => kind === 'shipped' && until <= told.asOf)
    .map(({ until }) => until);
  const after = Math.max(createdAt, ...shipped);
  return [...facts, { kind: 'cancelled', after, until: told.asOf }];
}

/** Changes of what was ordered: some time between two bodies that list other lines. */
function editsOf(
  listed: readonly OrderTelling[],
  createdAt: number,
  cancellations: readonly Fact[],
  problems: number[],
): Fact[] {
  const [base] = listed;
  if (base === undefined) return [];
  // Before the first list, others may have been there.
  const facts: Fact[] = [
    {
      kind: 'edited',
      after: createdAt,
      until: Math.max(createdAt, base.asOf),
      taken: [],
      added: [],
    },
  ];
  for (const [index, next] of listed.entries()) {
    const last = listed[index - 1];
    if (last === undefined) continue;
    const taken = without(last.lines ?? [], next.lines ?? []);
    const added = without(next.lines ?? [], last.lines ?? []);
    if (taken.length + added.length === 0) continue;
    if (last.asOf === next.asOf && last.topic !== 'orders/create') problems.push(next.asOf);
    // There is nothing to change any more once the order is cancelled.
    const ends = cancellations.filter(({ until }) => until > last.asOf).map(({ until }) => until);
    facts.push({
      kind: 'edited',
      after: last.asOf,
      until: Math.min(next.asOf, ...ends),
      taken,
      added,
    });
  }
  return facts;
}

/** The units of some lines that others lack. */
function without(lines: Lines, others: Lines): Lines {
  const left = new Map<string, WebhookLine>();
  for (const [sign, each] of [
    [1, lines],
    [-1, others],
  ] as const) {
    for (const line of each) {
      const key = JSON.stringify([line.variantId, line.locationId]);
      const quantity = (left.get(key)?.quantity ?? 0) + sign * line.quantity;
      left.set(key, { ...line, quantity });
    }
  }
  return [...left.values()].filter(({ quantity }) => quantity > 0);
}
