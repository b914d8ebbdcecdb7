import { wait } from '../../src/base/abort.ts';
import type { Intent, LevelReading, NewIntent } from '../../src/store/intent.ts';
import { memoryTables, storeOn } from '../../src/store/memory/memory-store.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import type {
  Carrier,
  Place,
  ReadOutcome,
  SendOutcome,
  Write,
} from '../../src/store/writer/carrier.ts';
import { placeOf } from '../../src/store/writer/turns.ts';
import type { WorkerSettings } from '../../src/store/writer/worker.ts';
import { Writer } from '../../src/store/writer/writer.ts';
import { createVirtualClock } from '../../src/testing/virtual-clock.ts';
import { judgeStatement } from '../simulate/judgement.ts';
import { canJoin, isSameWrite, plan, refuseStale } from '../simulate/planning.ts';
import { SETTINGS } from '../simulate/world.ts';
import { level, place } from './writer-parts.ts';

export const [A, B] = [place('1'), place('2')];

let keys = 0;
/** An intent that takes a unit. */
export const take = (at: Place = A, more: Partial<NewIntent> = {}): NewIntent => ({
  key: `k${(keys += 1)}`,
  priority: 'interactive',
  content: { kind: 'by', ...at, values: { onHand: -1 } },
  ...more,
});

type Change<Step> = Step extends (...args: infer Args) => infer Result
  ? (own: () => Result, ...args: Args) => Result
  : never;
/** What becomes of a store's steps, by their names. */
export type Changes = { [Name in keyof StoreSteps]?: Change<NonNullable<StoreSteps[Name]>> };

/** A shop of two levels with ten units each, and the processes that write for it. */
export function shop() {
  const clock = createVirtualClock(1_000_000);
  const tables = memoryTables(clock);
  const store = storeOn(tables);
  const levels = new Map([A, B].map((at) => [placeOf(at), level(10, at)]));
  const begin = clock.now();

  /** A process; a test says what becomes of its requests and steps. */
  function start(
    holder: string,
    more: Partial<Carrier> & {
      readonly onRead?: (places: readonly Place[]) => ReadOutcome | undefined;
      readonly onSend?: (write: Write) => SendOutcome | Promise<undefined> | undefined;
      readonly steps?: Changes;
      readonly settings?: Partial<WorkerSettings>;
    } = {},
  ) {
    const { onRead, onSend, steps = {}, settings = {}, ...own } = more;
    const told: { what: string; at: number; step?: unknown }[] = [];
    const note = (what: string): void => void told.push({ what, at: clock.now() - begin });
    const carrier: Carrier = {
      clock,
      monotonic: () => clock.now(),
      pace: async (priority) => note(`pace ${priority}`),
      read: async (places) => {
        note(`read ${places.map(({ variantId }) => variantId).join()}`);
        const outcome = onRead?.(places);
        if (outcome !== undefined) return outcome;
        const found = places.flatMap((at) => levels.get(placeOf(at)) ?? []);
        return { kind: 'read', levels: found };
      },
      needsReading: ({ content }) => content.kind === 'by',
      backOff: async (kind, places, error, failures, signal) => {
        note(`backOff ${kind} ${places.length} ${String(error)} ${failures}`);
        await wait(clock, 300, signal);
      },
      canJoin,
      plan,
      refuseStale,
      isSameWrite,
      ready: async () => async (write) => {
        note(`send ${write.variantId} ${write.target?.onHand} ${write.attempt}`);
        const outcome = await onSend?.(write);
        const key = placeOf(write);
        if (outcome !== undefined && outcome.kind !== 'acknowledged') return outcome;
        const next: LevelReading = level(write.target?.onHand ?? 0, write);
        levels.set(key, next);
        return { kind: 'acknowledged', level: next };
      },
      newId: () => crypto.randomUUID(),
      judge: judgeStatement,
      isStale: () => false,
      ...own,
    };
    const entries = Object.entries(store).map(([name, step]) => {
      const change = steps[name as keyof StoreSteps] as
        ((own: () => unknown, ...args: unknown[]) => unknown) | undefined;
      const run = step as (...args: unknown[]) => unknown;
      return [
        name,
        (...args: unknown[]) => {
          note(name);
          const self = (): unknown => run(...args);
          return change === undefined ? self() : change(self, ...args);
        },
      ];
    });
    const spied = Object.fromEntries(entries) as StoreSteps;
    const underWay = new Set<Promise<void>>();
    const writer = new Writer(spied, carrier, { ...SETTINGS, ...settings, holder }, underWay);
    /** Somebody who wants something, and what it comes to. */
    const want = (intent: NewIntent, signal?: AbortSignal) => {
      const end: { intent?: Intent; error?: unknown; at?: number } = {};
      const ended = writer
        .submit([intent])
        .then(() => writer.follow(intent, signal))
        .then(
          (found) => void (end.intent = found),
          (error: unknown) => void (end.error = error),
        )
        .then(() => void (end.at = clock.now() - begin));
      return { end, ended };
    };
    const whats = (pattern: RegExp): string[] =>
      told.map(({ what }) => what).filter((what) => pattern.test(what));
    return { writer, want, told, whats, underWay };
  }
  const lease = () => tables.of('acme').lease;
  const stateOf = ({ key }: NewIntent) => tables.of('acme').intents.get(key)?.state;
  return { clock, store, levels, start, lease, stateOf, run: clock.run };
}

/** A step of a store that is away. */
export const fail = async (): Promise<never> => {
  throw new Error('away');
};
