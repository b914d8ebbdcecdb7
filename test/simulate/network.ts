import { wait } from '../../src/base/abort.ts';
import type { Place, ReadOutcome, SendOutcome, Write } from '../../src/store/writer/carrier.ts';
import type { LevelReading, Priority } from '../../src/store/intent.ts';
import type { Tables } from '../../src/store/memory/tables.ts';
import type { WorkerSettings } from '../../src/store/writer/worker.ts';
import type { Accounts } from './accounts.ts';
import type { Chaos } from './chaos.ts';
import type { Platform } from './platform.ts';
import type { Random } from './random.ts';
import type { Specification } from './specification.ts';
import type { Time } from './time.ts';
import type { Violations } from './violations.ts';

/** The platform's bucket: so many requests at once, and one more every so often. */
const CAPACITY = 40;
const TOKEN_MS = 500;
/** Kept back, because the platform's clock starts when the first request arrives, not when it left. */
const RESERVE = 2;
/** Kept for what is urgent. */
const URGENT = 2;

/** What lies between processes and the platform. */
export interface Network {
  readonly pace: (priority: Priority, signal: AbortSignal) => Promise<void>;
  readonly read: (places: readonly Place[], isTrusted: () => boolean) => Promise<ReadOutcome>;
  readonly send: (write: Write, isTrusted: () => boolean) => Promise<SendOutcome>;
  readonly requests: () => number;
}

export interface NetworkParts {
  readonly time: Time;
  readonly random: Random;
  readonly chaos: Chaos;
  readonly platform: Platform;
  readonly accounts: Accounts;
  readonly specification: Specification;
  readonly violations: Violations;
  readonly tables: Tables;
  readonly settings: Omit<WorkerSettings, 'holder'>;
}

const UNAUTHORIZED = { kind: 'unauthorized', error: new Error('401') } as const;

export function createNetwork(parts: NetworkParts): Network {
  const { time, random, chaos, platform, accounts, specification, violations, tables } = parts;
  const { requestMs, inFlightMs, sendDeadlineMs, maxAgeMs } = parts.settings;
  let requests = 0;
  /** When the bucket that the processes share is full again, and when the platform's is. */
  let sharedFullAt = 0;
  let platformFullAt = 0;
  const latency = (): number => random.integer(2, chaos.isOn('slow', 0.05) ? 600 : 60);

  /** What the platform does before it looks at a request; undefined lets it pass. */
  const admit = (isTrusted: () => boolean): 'unauthorized' | 'too-many' | undefined => {
    requests += 1;
    if (!isTrusted()) return 'unauthorized';
    const fullAt = Math.max(time.now(), platformFullAt);
    const isEmpty = fullAt - time.now() > (CAPACITY - 1) * TOKEN_MS;
    if (isEmpty || chaos.isOn('429', 0.02)) return 'too-many';
    platformFullAt = fullAt + TOKEN_MS;
    return undefined;
  };

  /** Checks a write that leaves its process: recorded, in time, and on a young reading. */
  const checkLeaving = ({ statementId, attempt }: Write): void => {
    const recordedAt = specification.recordedAt(statementId, attempt);
    if (recordedAt === undefined) {
      violations.report(`attempt ${attempt} of ${statementId} is sent without its record`);
      return;
    }
    const sinceMs = time.now() - recordedAt;
    if (sinceMs > sendDeadlineMs) {
      violations.report(`${statementId} is sent ${sinceMs} ms after its record`);
    }
    const before = tables.statements.get(statementId)?.before;
    const readAt = before === undefined ? undefined : platform.momentOf(before)?.at;
    const windowMs = time.now() - (readAt ?? time.now());
    if (attempt === 1 && windowMs > maxAgeMs + requestMs + sendDeadlineMs) {
      violations.report(
        `${statementId} is sent ${windowMs} ms after the reading that it stands on`,
      );
    }
  };

  /** Carries a write out, when it arrives. */
  const execute = (write: Write): LevelReading | undefined => {
    const { statementId } = write;
    const level = platform.read(write);
    const written = platform.write(write, write.target);
    if (written === undefined) specification.refusedByPlatform(statementId);
    else accounts.executed({ statementId, level, number: platform.number() }, tables.intents);
    return written;
  };

  const timedOut = async (sentAt: number): Promise<SendOutcome> => {
    await wait(time, sentAt + requestMs - time.now(), undefined);
    return { kind: 'lost', error: new Error('no answer in time') };
  };

  return {
    requests: () => requests,
    async pace(priority, signal) {
      const fullAt = Math.max(time.now(), sharedFullAt);
      sharedFullAt = fullAt + TOKEN_MS;
      const burst = CAPACITY - RESERVE - (priority === 'background' ? URGENT : 0);
      const waitMs = sharedFullAt - time.now() - burst * TOKEN_MS;
      if (waitMs <= 0) return;
      try {
        await wait(time, waitMs, signal);
      } catch (error) {
        sharedFullAt -= TOKEN_MS;
        throw error;
      }
    },
    async read(places, isTrusted) {
      const sentAt = time.now();
      await wait(time, latency(), undefined);
      const failed = { kind: 'failed', error: new Error('no answer') } as const;
      const late = async (): Promise<ReadOutcome> => {
        await wait(time, sentAt + requestMs - time.now(), undefined);
        return failed;
      };
      if (chaos.isOn('lost', 0.03)) return late();
      const problem = admit(isTrusted);
      const levels = places.flatMap((place) => platform.read(place) ?? []);
      const isLost = chaos.isOn('lost', 0.03);
      await wait(time, latency(), undefined);
      if (problem === 'unauthorized') return UNAUTHORIZED;
      if (problem === 'too-many') return failed;
      return isLost ? late() : { kind: 'read', levels };
    },
    async send(write, isTrusted) {
      violations.note(() => `sent ${write.statementId} ${write.attempt}`);
      checkLeaving(write);
      const sentAt = time.now();
      // As late as the first of the five sentences allows: counted from the record, not from here.
      const latestMs = inFlightMs - sendDeadlineMs - 1;
      if (chaos.isOn('lost', 0.04)) return timedOut(sentAt);
      if (chaos.isOn('late', 0.08)) {
        time.setTimer(
          () => {
            if (admit(() => true) === undefined) execute(write);
          },
          random.integer(requestMs / 2, latestMs),
        );
        return timedOut(sentAt);
      }
      await wait(time, latency(), undefined);
      const problem = admit(isTrusted);
      if (problem === 'unauthorized') {
        await wait(time, latency(), undefined);
        return UNAUTHORIZED;
      }
      if (problem === 'too-many') {
        await wait(time, latency(), undefined);
        return { kind: 'not-executed', error: new Error('429') };
      }
      if (chaos.isOn('400', 0.01)) {
        specification.refusedByPlatform(write.statementId);
        await wait(time, latency(), undefined);
        return { kind: 'refused', refusal: { reason: 'platform', message: 'a whim' } };
      }
      const is503 = chaos.isOn('503', 0.03);
      if (is503 && random.chance(0.5)) {
        await wait(time, latency(), undefined);
        return { kind: 'lost', error: new Error('503') };
      }
      const level = execute(write);
      if (chaos.isOn('lost', 0.05)) return timedOut(sentAt);
      await wait(time, latency(), undefined);
      if (is503) return { kind: 'lost', error: new Error('503') };
      if (level !== undefined) return { kind: 'acknowledged', level };
      if (write.target === undefined && write.attempt > 1) {
        // The attempt before may have connected it: a look at the level tells.
        return { kind: 'lost', error: new Error('409') };
      }
      return { kind: 'refused', refusal: { reason: 'platform', message: 'against its rules' } };
    },
  };
}
