import { planLines } from '../../client/store-door.ts';
import type { Settings } from '../../client/options/options.ts';
import { StockRejectedError } from '../../errors/index.ts';
import { WRITABLE_QUANTITIES } from '../../model/index.ts';
import type {
  Oversell,
  StockAdjusted,
  StockSet,
  WritableQuantities,
  WritableQuantity,
} from '../../model/index.ts';
import type { InventoryLevel } from '../../wire/index.ts';
import type { Plan } from '../writer/carrier.ts';
import type { Intent, IntentContent, LevelReading, Refusal } from '../intent.ts';
import type { Settlement } from '../store-steps.ts';
import type { Statement } from '../statement.ts';
import { refusalOfModel } from './refusals.ts';

type Adjustment = Parameters<typeof planLines>[3][number];
type Change = Exclude<IntentContent, { kind: 'connect' }>;

/** What a call wants, as plain data. */
export function contentOf(
  event: StockSet | StockAdjusted,
  oversell: Oversell | undefined,
): IntentContent {
  const { variantId, locationId, expected } = event;
  const isSet = event.type === 'stock.set';
  return {
    kind: isSet ? 'set' : 'by',
    variantId,
    locationId,
    values: given(isSet ? event.quantities : event.deltas),
    ...(expected !== undefined && { expected: given(expected) }),
    ...(oversell !== undefined && { oversell }),
  };
}

/** Whether an intent is decided on a reading of the level. */
export function needsReading({ content }: Intent): boolean {
  return content.kind === 'by' || (content.kind === 'set' && content.expected !== undefined);
}

/** Whether two intents that follow each other can be one write. */
export function canJoin({ content: first }: Intent, { content: next }: Intent): boolean {
  if (first.kind !== 'by' || next.kind !== 'by') return false;
  if (first.expected !== undefined || next.expected !== undefined) return false;
  return namesOf(first.values).join() === namesOf(next.values).join();
}

/** Decides intents one by one on the running level. */
export function plan(
  settings: Settings,
  level: LevelReading | undefined,
  intents: readonly Intent[],
): Plan {
  const [head, ...rest] = intents;
  if (head === undefined) throw new TypeError('nothing to plan');
  const { content } = head;
  if (content.kind === 'connect') return { isSent: true, settlements: [], refusals: {} };
  if (!needsReading(head)) {
    return { target: content.values, isSent: true, settlements: [], refusals: {} };
  }
  const lines = [adjustmentOf(head), ...rest.map(adjustmentOf)] as const;
  try {
    const before = level as InventoryLevel | undefined;
    const { planned, rejections } = planLines(settings, content, before, lines);
    const refusals: Record<string, Refusal> = {};
    for (const [index, { key }] of intents.entries()) {
      const rejection = rejections[index];
      if (rejection !== undefined) refusals[key] = refusalOfModel(rejection);
    }
    if ('request' in planned) {
      return { target: planned.target, isSent: true, settlements: [], refusals };
    }
    return { isSent: false, settlements: settle(intents, refusals, planned), refusals };
  } catch (error) {
    // Without a level all are refused alike.
    if (!(error instanceof StockRejectedError)) throw error;
    return refuseAll(intents, refusalOfModel(error.rejection));
  }
}

/** Refuses intents without a request. */
export function refuseAll(intents: readonly Intent[], refusal: Refusal): Plan {
  const settlements = intents.map(({ key }) => ({ key, state: 'refused', refusal }) as const);
  return { isSent: false, settlements, refusals: {} };
}

/** Whether intents, planned on this reading, would be the same write once more. */
export function isSameWrite(
  settings: Settings,
  { target = {}, refusals }: Statement,
  intents: readonly Intent[],
  level: LevelReading | undefined,
): boolean {
  const again = plan(settings, level, intents);
  const { target: next = {} } = again;
  return (
    again.isSent &&
    WRITABLE_QUANTITIES.every((name) => next[name] === target[name]) &&
    intents.every(
      ({ key }) => (again.refusals[key] === undefined) === (refusals[key] === undefined),
    )
  );
}

function settle(
  intents: readonly Intent[],
  refusals: Readonly<Record<string, Refusal>>,
  level: LevelReading,
): Settlement[] {
  return intents.map(({ key }) => {
    const refusal = refusals[key];
    return refusal === undefined
      ? { key, state: 'applied', level }
      : { key, state: 'refused', refusal };
  });
}

/** A connection is decided on no level, and never one write with others. */
function adjustmentOf({ content }: Intent): Adjustment {
  const { kind, variantId, locationId, values, expected, oversell } = content as Change;
  const head = { id: 'adjust', at: '', variantId, locationId, ...(expected && { expected }) };
  const event =
    kind === 'set'
      ? ({ ...head, type: 'stock.set', quantities: values } as const)
      : ({ ...head, type: 'stock.adjusted', deltas: values } as const);
  return { event, oversell };
}

function namesOf(values: WritableQuantities): WritableQuantity[] {
  return WRITABLE_QUANTITIES.filter((name) => values[name] !== undefined);
}

/** What is undefined counts as left out. */
function given<Quantities extends object>(quantities: Quantities): Quantities {
  const entries = Object.entries(quantities).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Quantities;
}
