import { wait } from '../../src/base/abort.ts';
import type { Clock } from '../../src/base/clock.ts';
import { decide, stockLevel } from '../../src/model/index.ts';
import type { StockEvent, WritableQuantities } from '../../src/model/index.ts';
import type { Carrier, Plan, ReadOutcome, SendOutcome } from '../../src/store/carrier.ts';
import type { Intent, LevelReading, Refusal } from '../../src/store/intent.ts';
import type { InventoryStore } from '../../src/store/inventory-store.ts';
import { Writer } from '../../src/store/writer.ts';
import type { WriterSettings } from '../../src/store/writer.ts';
import { judgeStatement } from './judgement.ts';
import type { Network } from './network.ts';
import type { Random } from './random.ts';

/** What can happen to a process from outside. */
export interface Process {
  readonly name: string;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly isDead: () => boolean;
  /** It ends at once: nothing of it runs any more. */
  readonly kill: () => void;
  /** It stands still for a time; a suspended machine's monotonic clock stands still with it. */
  readonly pause: (forMs: number, isSuspend: boolean) => void;
  /** Somebody sets its clock. */
  readonly setClock: (byMs: number) => void;
}

interface ProcessParts {
  readonly name: string;
  readonly world: Clock;
  readonly store: InventoryStore;
  readonly network: Network;
  readonly random: Random;
  readonly settings: WriterSettings;
  readonly newId: () => string;
  /** How long a statement of the store takes, and whether it fails. */
  readonly trouble: () => {
    readonly beforeMs: number;
    readonly afterMs: number;
    readonly fails?: 'before' | 'after';
  };
}

/** Starts a process. Whatever it waits for passes a gate, which a pause keeps shut, and death for ever. */
export function startProcess(parts: ProcessParts): Process {
  const { name, world, store, network, random, settings, newId, trouble } = parts;
  let isDead = false;
  let offsetMs = 0;
  let asleepMs = 0;
  let resumeAt = 0;

  /** Lets a continuation of the process run when it may. */
  const gate = (run: () => void): void => {
    if (isDead) return;
    const pauseMs = resumeAt - world.now();
    if (pauseMs > 0) world.setTimer(() => gate(run), pauseMs);
    else run();
  };
  const passing = <Value>(promise: Promise<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      promise.then(
        (value) => gate(() => resolve(value)),
        (error: unknown) => gate(() => reject(error as Error)),
      );
    });
  const clock: Clock = {
    now: () => world.now() + offsetMs,
    setTimer: (callback, delayMs) => world.setTimer(() => gate(callback), delayMs),
  };
  const throughTrouble = new Proxy(store, {
    get(target, method, receiver) {
      const step: unknown = Reflect.get(target, method, receiver);
      if (typeof step !== 'function') return step;
      return (...args: unknown[]) =>
        passing(
          (async () => {
            const { beforeMs, afterMs, fails } = trouble();
            await wait(world, beforeMs, undefined);
            if (fails === 'before') throw new Error('the store was not reached');
            const result: unknown = await Reflect.apply(step, target, args);
            await wait(world, afterMs, undefined);
            if (fails === 'after') throw new Error('the answer of the store was lost');
            return result;
          })(),
        );
    },
  });
  const carrier: Carrier = {
    clock,
    monotonic: () => world.now() - asleepMs,
    pace: () => passing(network.pace()),
    read: (places): Promise<ReadOutcome> => passing(network.read(places, name)),
    needsReading: ({ content }) => content.kind === 'by',
    canJoin: (first, next) => canJoin(first, next),
    plan,
    refuseStale: (intents) => ({
      isSent: false,
      refusals: {},
      settlements: intents.map(({ key }) => ({
        key,
        state: 'refused',
        refusal: { reason: 'stale-reading', message: 'The level cannot be read as it is now.' },
      })),
    }),
    ready: async () => {
      await passing(wait(world, random.chance(0.01) ? 20_000 : 1, undefined));
      return (write): Promise<SendOutcome> => passing(network.send(write, name));
    },
    isSameWrite: (statement, level) => {
      const intents = statement.keys.map((key) => memory.get(key));
      if (statement.before === undefined) return true;
      if (intents.some((intent) => intent === undefined)) return false;
      const again = plan(level, intents as Intent[]);
      return JSON.stringify(again.target) === JSON.stringify(statement.target);
    },
    newId,
    judge: judgeStatement,
    isStale: (reading, { level }) => (reading.updateTime ?? '') < (level.updateTime ?? ''),
  };
  const memory = new Map<string, Intent>();
  const writer = new Writer(throughTrouble, carrier, { ...settings, holder: name });
  return {
    name,
    writer,
    clock,
    isDead: () => isDead,
    kill: () => {
      isDead = true;
    },
    pause(forMs, isSuspend) {
      resumeAt = Math.max(resumeAt, world.now() + forMs);
      if (isSuspend) asleepMs += forMs;
    },
    setClock(byMs) {
      offsetMs += byMs;
    },
  };
}

function canJoin({ content: first }: Intent, { content: next }: Intent): boolean {
  if (first.kind !== 'by' || next.kind !== 'by') return false;
  if (first.expected !== undefined || next.expected !== undefined) return false;
  const names = (values: WritableQuantities): string => Object.keys(values).toSorted().join();
  return names(first.values) === names(next.values);
}

/** Decides intents one by one on the running level, by the model. */
function plan(reading: LevelReading | undefined, intents: readonly Intent[]): Plan {
  const refusals: Record<string, Refusal> = {};
  const [head] = intents;
  if (head?.content.kind === 'set') {
    return { target: head.content.values, isSent: true, settlements: [], refusals };
  }
  if (head?.content.kind !== 'by' || reading === undefined) throw new Error('not in these stories');
  const { variantId, locationId, available, committed, unavailable, incoming } = reading;
  let level = stockLevel({ variantId, locationId, available, committed, unavailable, incoming });
  for (const { key, content } of intents) {
    if (content.kind !== 'by') continue;
    const event: StockEvent = {
      type: 'stock.adjusted',
      id: key,
      at: '2026-01-01T00:00:00Z',
      variantId,
      locationId,
      deltas: content.values,
    };
    const now = level;
    const nothing = (): undefined => undefined;
    const view = { level: () => now, order: nothing, shipment: nothing, event: nothing };
    const decision = decide(view, event);
    const [entry] = decision.ok ? decision.entries : [];
    if (decision.ok && entry !== undefined) level = entry.after;
    else refusals[key] = { reason: 'model', message: 'The model refuses it.' };
  }
  const target: { -readonly [Name in keyof WritableQuantities]: number } = {};
  let isChanged = false;
  for (const name of Object.keys(head.content.values) as (keyof WritableQuantities)[]) {
    target[name] = level[name];
    if (level[name] !== reading[name]) isChanged = true;
  }
  const settlements = intents.map(({ key }) => {
    const refusal = refusals[key];
    return refusal === undefined
      ? ({ key, state: 'applied', level: reading } as const)
      : ({ key, state: 'refused', refusal } as const);
  });
  return isChanged
    ? { target, isSent: true, settlements: [], refusals }
    : { isSent: false, settlements, refusals };
}
