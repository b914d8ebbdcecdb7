import type { Carrier } from './carrier.ts';
import type { Intent } from '../intent.ts';
import type { Doubled, StoreSteps } from '../store-steps.ts';

/** How a shop's writes are carried out. */
export interface WorkerSettings {
  readonly shop: string;
  /** Tells this process from the others, and from what it was before a restart. */
  readonly holder: string;
  /** How long a request may still arrive after its record, in milliseconds. */
  readonly inFlightMs: number;
  /** How long after its record a request may leave at the latest, in milliseconds. */
  readonly sendDeadlineMs: number;
  /** How long a lease may stay unrenewed before somebody else takes it, in milliseconds. */
  readonly leaseMs: number;
  /** How old a reading may be when it is written on, in milliseconds. */
  readonly maxAgeMs: number;
  /** How long an intent stays wanted after its caller was last heard of, in milliseconds. */
  readonly wantedMs: number;
  /** How long a request may take, in milliseconds: its sender may be waiting for its answer. */
  readonly requestMs: number;
  /** How many requests are under way at a time. */
  readonly concurrency: number;
  /** How long what has ended is remembered, in milliseconds; left out, nothing is forgotten. */
  readonly retentionMs?: number | undefined;
  /** Told of what only a broken assumption can cause. */
  readonly onDoubled?: ((doubled: readonly Doubled[]) => void) | undefined;
}

/** The worker for a shop in one process, whether or not it holds the lease at the moment. */
export interface Worker {
  readonly store: StoreSteps;
  readonly carrier: Carrier;
  readonly settings: WorkerSettings;
  /** Levels with a request of this process under way, whatever lease it began under. */
  readonly busy: Set<string>;
  /** All that this process has begun and not ended, whatever lease it began under, and its leases. */
  readonly underWay: Set<Promise<void>>;
  /** The last attempts of statements of whose answers this process knows that they tell nothing. */
  readonly lost: Map<string, number>;
  /** Whether no call of this process waits, and no recovery. */
  readonly isIdle: boolean;
  /** Aborts when that is so, so that nothing goes on after the last answer. */
  readonly idle: AbortSignal;
  /** Tells callers of this process what their intents came to. */
  tell(intents: readonly Intent[]): void;
  /** Looks for what became of the own intents, and tells their callers. */
  look(): Promise<void>;
  /** Says that nothing is left to do in the shop. */
  endRecoveries(): void;
  /** Bars this process from the lease, and ends its calls: others may go on with theirs. */
  bar(error: unknown): Promise<void>;
}
