import fc from 'fast-check';
import { emptyStock, transition } from '../../src/model/index.ts';
import type {
  LedgerEntry,
  StockEvent,
  StockState,
  TransitionResult,
} from '../../src/model/index.ts';
import { fieldsFor } from './events-of-wishes.ts';
import { event } from './fixtures.ts';
import { wish } from './wishes.ts';
import type { Wish } from './wishes.ts';

/** What happened in one step of a random history. */
export interface Step {
  readonly before: StockState;
  readonly event: StockEvent;
  readonly result: TransitionResult;
}

/** A random history: events, most of them accepted, each tried on what the ones before it left. */
export interface History {
  readonly steps: readonly Step[];
  /** The accepted events, in the order in which they happened. */
  readonly log: readonly StockEvent[];
  /** The ledger of the accepted events. */
  readonly entries: readonly LedgerEntry[];
  readonly state: StockState;
}

const ZONES = [
  ['Z', 0],
  ['+05:30', 330],
  ['-03:00', -180],
] as const;

/** Two events to a minute, told in changing zones; the ids grow, for events of one moment. */
export function headOf(index: number): { id: string; at: string } {
  const [zone, offset] = ZONES[index % 3] ?? ZONES[0];
  const minutes = 600 + Math.floor(index / 2) + offset;
  const time = [Math.floor(minutes / 60), minutes % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return { id: `e${String(index).padStart(3, '0')}`, at: `2026-03-01T${time.join(':')}:00${zone}` };
}

/** The event that a wish comes to as the event number `index` of a history. */
export function eventOf(state: StockState, wished: Wish, index: number): StockEvent {
  const head = headOf(index);
  return event({ ...fieldsFor(state, wished, `of ${head.id}`), ...head });
}

function play(wishes: readonly Wish[]): History {
  const steps: Step[] = [];
  let state = emptyStock();
  for (const [index, wished] of wishes.entries()) {
    const next = eventOf(state, wished, index);
    const result = transition(state, next);
    steps.push({ before: state, event: next, result });
    state = result.state;
  }
  const accepted = steps.filter(({ result }) => result.ok);
  return {
    steps,
    log: accepted.map((step) => step.event),
    entries: accepted.flatMap(({ result }) => (result.ok ? result.entries : [])),
    state,
    // States are long; a failure shows what happened instead.
    [fc.toStringMethod]: () =>
      steps
        .map(
          (step) =>
            `\n${JSON.stringify(step.event)} ${JSON.stringify(step.result.ok || step.result)}`,
        )
        .join(''),
  } as History;
}

/** Random histories of up to 30 events. */
export const history: fc.Arbitrary<History> = fc
  .array(wish, { minLength: 1, maxLength: 30, size: 'max' })
  .map(play);

/** Runs a law on every step of random histories. */
export function expectOfEveryStep(law: (step: Step) => void): void {
  fc.assert(
    fc.property(history, ({ steps }) => {
      for (const step of steps) law(step);
    }),
  );
}
