import { existsSync, readFileSync } from 'node:fs';
import { InventoryClient } from '../../src/index.ts';
import type { UnknownWrite } from '../../src/index.ts';
import { unknownOutcomes } from '../../src/store/index.ts';
import type { NewStatement } from '../../src/store/statement.ts';
import { closeStore, openStore } from './open-store.ts';
import { STOCK, TOKEN } from './shop.ts';
import type { Shop } from './shop.ts';
import type { Traced } from './traced-store.ts';
import type { WorkerLine, WorkerOrders } from './worker.ts';

/** The end that lines came to, by what the platform carried out. */
export interface Verdict {
  /** Keys that were told to be applied and whose write never was, by no shipments of just as many. */
  readonly lost: readonly string[];
  /** Keys that two writes carried out, or one whose bytes came again after another of ours. */
  readonly doubled: readonly string[];
  /**
   * Keys that were told to be applied, and whose write never was, where unseen shipments were exactly
   * the units: nobody can tell those apart.
   */
  readonly mistaken: readonly string[];
  /** Keys that nobody can know of, and that the store lists. */
  readonly inDoubt: readonly string[];
  /** Doubts whose numbers were never the level's. */
  readonly untrue: readonly string[];
  /** Keys that ended in no way that a worker may end in, or in none. */
  readonly failures: readonly string[];
}

/** Judges lines by the writes that the platform has seen. */
export async function judgeLines(
  shop: Shop,
  orders: readonly WorkerOrders[],
  lines: readonly WorkerLine[],
): Promise<Verdict> {
  const ends = endsOf(orders);
  const statements = statementsOf(orders);
  const doubts = await doubtsOf(shop, orders);
  const inDoubt = new Set(doubts.map(({ idempotencyKey }) => idempotencyKey));
  const done = shop.proxy.writes().filter(({ status }) => status !== undefined && status < 300);
  /** Of each level the statements that were carried out, in order; the same bytes in a row count once. */
  const carried = new Map<string, string[]>();
  for (const { statementId } of done) {
    const statement = statements.get(statementId);
    if (statement === undefined) throw new Error(`a write names no statement: ${statementId}`);
    const known = carried.get(statement.variantId) ?? [];
    if (known.at(-1) !== statementId) known.push(statementId);
    carried.set(statement.variantId, known);
  }
  const times = new Map<string, number>();
  for (const ids of carried.values()) {
    for (const id of ids) {
      const { keys = [], refusals = {} } = statements.get(id) ?? {};
      for (const key of keys) if (!(key in refusals)) times.set(key, (times.get(key) ?? 0) + 1);
    }
  }
  const isTold = (key: string): boolean => ends.get(key)?.startsWith('applied') === true;
  /** Neither told to be applied nor in doubt: a worker asks until it is one of both. */
  const isOpen = ({ key }: WorkerLine): boolean => !isTold(key) && !inDoubt.has(key);
  const absent = lines.filter(({ key }) => isTold(key) && !inDoubt.has(key) && !times.has(key));
  const isMistaken = ({ variantId, key }: WorkerLine): boolean => {
    const statement = [...statements.values()].find((each) => each.keys.includes(key));
    const units = (statement?.before?.onHand ?? 0) - (statement?.target?.onHand ?? 0);
    return units > 0 && hasShipments(shop, variantId, units);
  };
  return {
    lost: absent.filter((line) => !isMistaken(line)).map(({ key }) => key),
    mistaken: absent.filter(isMistaken).map(({ key }) => key),
    doubled: [...times].filter(([, count]) => count > 1).map(([key]) => key),
    inDoubt: [...inDoubt],
    untrue: doubts.filter((doubt) => !isTrue(shop, doubt)).map((each) => each.idempotencyKey),
    failures: lines.filter(isOpen).map(({ key }) => `${key} ${ends.get(key)}`),
  };
}

/** Whether shipments of a level, one after the other, come to so many units. */
function hasShipments({ fake }: Shop, variantId: string, units: number): boolean {
  const shipped = fake
    .ledger()
    .filter((entry) => entry.variantId === variantId && entry.type === 'order.fulfilled')
    .map(({ deltas }) => -deltas.onHand);
  return shipped.some((_, from) => {
    let sum = 0;
    return shipped.slice(from).some((each) => (sum += each) === units);
  });
}

/** Whether all that a doubt tells a person was once so: the level before, the level seen, and the sums. */
function isTrue({ fake }: Shop, doubt: UnknownWrite): boolean {
  const { variantId, before, target, observed, ifApplied, ifNotApplied } = doubt;
  const entries = fake.ledger().filter((entry) => entry.variantId === variantId);
  const seen = new Set([STOCK, ...entries.map((entry) => entry.after.onHand)]);
  return (
    before !== undefined &&
    observed !== undefined &&
    seen.has(before.onHand) &&
    seen.has(observed.onHand) &&
    ifNotApplied?.onHand === observed.onHand - before.onHand &&
    ifApplied?.onHand === observed.onHand - (target?.onHand ?? NaN)
  );
}

async function doubtsOf(
  { proxy }: Shop,
  orders: readonly WorkerOrders[],
): Promise<readonly UnknownWrite[]> {
  const [first] = orders;
  if (first === undefined) return [];
  const store = await openStore(first.store);
  const client = new InventoryClient({ baseUrl: proxy.url, accessToken: TOKEN, store });
  const doubts = await unknownOutcomes(client);
  await closeStore(store);
  return doubts;
}

function linesIn(path: string): readonly string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
}

/** What workers wrote down that they were told, by key. */
function endsOf(orders: readonly WorkerOrders[]): ReadonlyMap<string, string> {
  const ends = new Map<string, string>();
  for (const { logFile } of orders) {
    for (const line of linesIn(logFile)) {
      const [key = '', , ...end] = line.split(' ');
      ends.set(key, end.join(' '));
    }
  }
  return ends;
}

/** What workers wrote down on their way. */
export function tracesOf(orders: readonly WorkerOrders[]): readonly Traced[] {
  return orders.flatMap(({ traceFile }) =>
    linesIn(traceFile).map((line) => JSON.parse(line) as Traced),
  );
}

function statementsOf(orders: readonly WorkerOrders[]): ReadonlyMap<string, NewStatement> {
  return new Map(
    tracesOf(orders).flatMap((each) =>
      each.kind === 'statement' ? [[each.statement.id, each.statement] as const] : [],
    ),
  );
}
