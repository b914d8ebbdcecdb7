import { decide, stockLevel } from '../../src/model/index.ts';
import type { StockEvent, WritableQuantities } from '../../src/model/index.ts';
import type { Plan } from '../../src/store/writer/carrier.ts';
import type { Intent, LevelReading, Refusal } from '../../src/store/intent.ts';
import type { Statement } from '../../src/store/statement.ts';

type Names = (keyof WritableQuantities)[];

/** Whether two intents that follow each other can be one write. */
export function canJoin({ content: first }: Intent, { content: next }: Intent): boolean {
  if (first.kind !== 'by' || next.kind !== 'by') return false;
  if (first.expected !== undefined || next.expected !== undefined) return false;
  const names = (values: WritableQuantities): string => Object.keys(values).toSorted().join();
  return names(first.values) === names(next.values);
}

/** Decides intents one by one on the running level, by the model. */
export function plan(reading: LevelReading | undefined, intents: readonly Intent[]): Plan {
  const [head] = intents;
  if (head === undefined) throw new Error('nothing to plan');
  const { content } = head;
  if (content.kind === 'connect') return { isSent: true, settlements: [], refusals: {} };
  if (content.kind === 'set' && content.expected === undefined) {
    return { target: content.values, isSent: true, settlements: [], refusals: {} };
  }
  const refusals: Record<string, Refusal> = {};
  let level = reading === undefined ? undefined : stockLevel({ ...levelOf(reading) });
  for (const intent of intents) {
    const event = eventOf(intent);
    const now = level;
    const nothing = (): undefined => undefined;
    const view = { level: () => now, order: nothing, shipment: nothing, event: nothing };
    const decision = decide(view, event);
    const [entry] = decision.ok ? decision.entries : [];
    if (decision.ok && entry !== undefined) level = entry.after;
    else refusals[intent.key] = { reason: 'model', message: 'The model refuses it.' };
  }
  const target: { -readonly [Name in keyof WritableQuantities]: number } = {};
  let isChanged = false;
  for (const name of Object.keys(content.values) as Names) {
    if (level === undefined || reading === undefined) continue;
    target[name] = level[name];
    if (level[name] !== reading[name]) isChanged = true;
  }
  if (isChanged) return { target, isSent: true, settlements: [], refusals };
  const settlements = intents.map(({ key }) => {
    const refusal = refusals[key];
    if (refusal !== undefined) return { key, state: 'refused', refusal } as const;
    return { key, state: 'applied', level: reading as LevelReading } as const;
  });
  return { isSent: false, settlements, refusals };
}

/** Whether intents, planned on this reading, would be the same write once more. */
export function isSameWrite(
  { target, refusals }: Statement,
  intents: readonly Intent[],
  level: LevelReading | undefined,
): boolean {
  const again = plan(level, intents);
  const sorted = (value: object | undefined): string =>
    JSON.stringify(Object.entries(value ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(again.target) === sorted(target) && sorted(again.refusals) === sorted(refusals);
}

/** Ends intents whose level cannot be read as it is now. */
export function refuseStale(intents: readonly Intent[]): Plan {
  const refusal = { reason: 'stale-reading', message: 'The level cannot be read as it is now.' };
  const settlements = intents.map(({ key }) => ({ key, state: 'refused', refusal }) as const);
  return { isSent: false, settlements, refusals: {} };
}

function eventOf({ key, content }: Intent): StockEvent {
  if (content.kind === 'connect') throw new Error('a connection is no event of a level');
  const { variantId, locationId, values, expected } = content;
  const event = { id: key, at: '2026-01-01T00:00:00Z', variantId, locationId };
  const rest = expected === undefined ? {} : { expected };
  return content.kind === 'set'
    ? { type: 'stock.set', ...event, quantities: values, ...rest }
    : { type: 'stock.adjusted', ...event, deltas: values, ...rest };
}

function levelOf(reading: LevelReading): Parameters<typeof stockLevel>[0] {
  const { variantId, locationId, available, committed, unavailable, incoming } = reading;
  return { variantId, locationId, available, committed, unavailable, incoming };
}
