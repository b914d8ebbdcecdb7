import { wait } from '../../src/base/abort.ts';
import type { Clock } from '../../src/base/clock.ts';
import type { Carrier } from '../../src/store/writer/carrier.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import { Writer } from '../../src/store/writer/writer.ts';
import type { WorkerSettings } from '../../src/store/writer/worker.ts';
import type { Chaos } from './chaos.ts';
import { judgeStatement } from './judgement.ts';
import type { Network } from './network.ts';
import { canJoin, isSameWrite, plan, refuseStale } from './planning.ts';
import type { Random } from './random.ts';
import type { Time } from './time.ts';

/** What can happen to a process from outside. */
export interface Process {
  readonly name: string;
  readonly writer: Writer;
  /** The process's clock: its timers fire late in a pause, and never once it is dead. */
  readonly clock: Clock;
  readonly isDead: () => boolean;
  /** It ends at once: nothing of it runs any more. */
  readonly kill: () => void;
  /** It stands still for a time; a suspended machine's monotonic clock stands still with it. */
  readonly pause: (forMs: number, isSuspend: boolean) => void;
  /** Somebody sets its clock. */
  readonly setClock: (byMs: number) => void;
  /** The platform does not take its token for a time. */
  readonly distrust: (forMs: number) => void;
  /** When anything last kept it from doing what it should. */
  readonly troubledAt: () => number;
}

interface ProcessParts {
  readonly name: string;
  readonly time: Time;
  readonly store: StoreSteps;
  readonly network: Network;
  readonly random: Random;
  readonly chaos: Chaos;
  readonly settings: Omit<WorkerSettings, 'holder'>;
  readonly newId: () => string;
  /** Told when an answer that acknowledges a statement has reached the process. */
  readonly onAcknowledged: (statementId: string) => void;
}

/** Starts a process. Whatever it waits for passes a gate, which a pause keeps shut, and death for ever. */
export function startProcess(parts: ProcessParts): Process {
  const { name, time, store, network, random, chaos, settings, newId, onAcknowledged } = parts;
  let isDead = false;
  let offsetMs = 0;
  let asleepMs = 0;
  let resumeAt = 0;
  let trustedAt = 0;
  let troubledAt = 0;

  /** Lets a continuation of the process run when it may. */
  const gate = (run: () => void): void => {
    if (isDead) return;
    const pauseMs = resumeAt - time.now();
    if (pauseMs > 0) time.setTimer(() => gate(run), pauseMs);
    else run();
  };
  const passing = <Value>(promise: Promise<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      const fail: (reason: unknown) => void = reject;
      promise.then(
        (value) => gate(() => resolve(value)),
        (error: unknown) => gate(() => fail(error)),
      );
    });
  const pause = (forMs: number, isSuspend: boolean): void => {
    const now = time.now();
    const addedMs = Math.max(0, now + forMs - Math.max(now, resumeAt));
    resumeAt = Math.max(resumeAt, now + forMs);
    troubledAt = Math.max(troubledAt, resumeAt);
    if (isSuspend) asleepMs += addedMs;
  };
  const clock: Clock = {
    now: () => time.now() + offsetMs,
    setTimer: (callback, delayMs) => time.setTimer(() => gate(callback), delayMs),
  };

  /** One statement of the store, on its way there and back. */
  const carryStatement = async (method: string, step: () => Promise<unknown>): Promise<unknown> => {
    const legMs = (): number => {
      if (chaos.isOn('store', 0.003)) {
        const forMs = random.integer(500, 8_000);
        troubledAt = Math.max(troubledAt, time.now() + forMs);
        return forMs;
      }
      return random.chance(0.5) ? 0 : random.integer(1, 4);
    };
    const there = legMs();
    if (there > 0) await wait(time, there, undefined);
    if (chaos.isOn('store', 0.003)) {
      troubledAt = Math.max(troubledAt, time.now());
      // Nobody waits for it any more, and it is carried out all the same.
      if (random.chance(0.3)) {
        time.setTimer(() => void step(), random.integer(100, 20_000));
      }
      throw new Error(`the store was not reached by ${method}`);
    }
    const result = await step();
    const share = method.startsWith('begin') ? 0.02 : 0.0005;
    // Right between the record and the socket is where it hurts.
    if (chaos.isOn('pause', share)) {
      const forMs = random.integer(200, 20_000);
      time.setTimer(() => pause(forMs, random.chance(0.5)), 0);
      await wait(time, 0, undefined);
    }
    const back = legMs();
    if (back > 0) await wait(time, back, undefined);
    if (chaos.isOn('store', 0.003)) {
      troubledAt = Math.max(troubledAt, time.now());
      throw new Error(`the answer of the store to ${method} was lost`);
    }
    return result;
  };
  const throughTrouble = new Proxy(store, {
    get(target, method, receiver) {
      const step: unknown = Reflect.get(target, method, receiver);
      if (typeof step !== 'function') return step;
      return (...args: unknown[]) =>
        passing(
          carryStatement(String(method), async () => Reflect.apply(step, target, args) as unknown),
        );
    },
  });

  const isTrusted = (): boolean => time.now() >= trustedAt;
  const carrier: Carrier = {
    clock,
    monotonic: () => time.now() - asleepMs,
    pace: (priority, signal) => passing(network.pace(priority, signal)),
    read: (places) => passing(network.read(places, isTrusted)),
    needsReading: ({ content }) =>
      content.kind === 'by' || (content.kind === 'set' && content.expected !== undefined),
    backOff: async (_, __, ___, ____, signal) => {
      if (!signal.aborted) await passing(wait(clock, 100, undefined));
    },
    canJoin,
    plan,
    refuseStale,
    isSameWrite,
    ready: async () => {
      const forMs = chaos.isOn('token', 0.01) ? random.integer(1_000, 20_000) : 0;
      if (forMs > 0) await passing(wait(time, forMs, undefined));
      return async (write) => {
        const outcome = await passing(network.send(write, isTrusted));
        if (outcome.kind === 'acknowledged') onAcknowledged(write.statementId);
        return outcome;
      };
    },
    newId,
    judge: judgeStatement,
    isStale: (reading, { level }) => (reading.updateTime ?? '') < (level.updateTime ?? ''),
  };
  const writer = new Writer(throughTrouble, carrier, { ...settings, holder: name });
  return {
    name,
    writer,
    clock,
    isDead: () => isDead,
    kill: () => {
      isDead = true;
    },
    pause,
    setClock(byMs) {
      offsetMs += byMs;
    },
    distrust(forMs) {
      trustedAt = time.now() + forMs;
      troubledAt = Math.max(troubledAt, trustedAt);
    },
    troubledAt: () => troubledAt,
  };
}
