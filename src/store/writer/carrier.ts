import type { Clock } from '../../base/clock.ts';
import type { WritableQuantities } from '../../model/index.ts';
import type { Intent, LevelReading, Priority, Refusal } from '../intent.ts';
import type { Acknowledged, Settlement, Verdict } from '../store-steps.ts';
import type { Attempt, Statement } from '../statement.ts';

/** One variant at one location. */
export interface Place {
  readonly variantId: string;
  readonly locationId: string;
}

/** The outcome of reading levels. Levels that are not there are not in it. */
export type ReadOutcome =
  | { readonly kind: 'read'; readonly levels: readonly LevelReading[] }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'unauthorized'; readonly error: unknown };

/** The outcome of sending a write. */
export type SendOutcome =
  | { readonly kind: 'acknowledged'; readonly level: LevelReading }
  | { readonly kind: 'not-executed'; readonly error: unknown }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** It may have been applied, or may be later. */
  | { readonly kind: 'lost'; readonly error: unknown }
  /** The platform does not take this process's token, and did nothing. */
  | { readonly kind: 'unauthorized'; readonly error: unknown };

/** A write as it is sent: a connection, or the values that a level is to have. */
export type Write = Place &
  Attempt & {
    readonly target?: WritableQuantities | undefined;
    /** The level that it was planned on, where one was read. */
    readonly before?: LevelReading | undefined;
  };

/** Sends a write at once: nothing is waited for between its record and this. */
export type Send = (write: Write) => Promise<SendOutcome>;

/** The plan that intents come to on a level. */
export interface Plan {
  /** The values to send; undefined for a connection, and where nothing has to be sent. */
  readonly target?: WritableQuantities | undefined;
  readonly isSent: boolean;
  /** The ends of the intents where nothing has to be sent. */
  readonly settlements: readonly Settlement[];
  /** The intents that the model refuses, beside those that it lets pass. */
  readonly refusals: Readonly<Record<string, Refusal>>;
}

/** The carrier of writes to the platform. The client is one; the simulator has another. */
export interface Carrier {
  /** The process's clock; it may be set. */
  readonly clock: Clock;
  /** Milliseconds that never go back; a suspended machine may stop them. */
  readonly monotonic: () => number;
  /** Waits until one more request may be sent. */
  readonly pace: (priority: Priority, signal: AbortSignal) => Promise<void>;
  readonly read: (places: readonly Place[], signal: AbortSignal) => Promise<ReadOutcome>;
  /** Whether the intents are decided on a reading of the level. */
  readonly needsReading: (intent: Intent) => boolean;
  /** Whether two intents that follow each other can be one write. */
  readonly canJoin: (first: Intent, next: Intent) => boolean;
  /** Decides intents one by one on the running level. Pure. */
  readonly plan: (level: LevelReading | undefined, intents: readonly Intent[]) => Plan;
  /**
   * Waits after a request of these levels failed and did nothing, so many times in a row, before it is
   * tried again; calls of this process that will not have it tried so often are ended. A write that was
   * not carried out may be planned anew, however it failed.
   */
  readonly backOff: (
    requested: 'read' | 'write',
    places: readonly Place[],
    error: unknown,
    failures: number,
    signal: AbortSignal,
  ) => Promise<void>;
  /** Ends intents whose level cannot be read as it is now. */
  readonly refuseStale: (intents: readonly Intent[]) => Plan;
  /** Whether intents, planned on this reading, would be the same write once more. */
  readonly isSameWrite: (
    statement: Statement,
    intents: readonly Intent[],
    level: LevelReading | undefined,
  ) => boolean;
  /** Gets all ready that takes time, such as a token. */
  readonly ready: (signal: AbortSignal) => Promise<Send>;
  /** An id that no other statement has. */
  readonly newId: () => string;
  /** What a reading says of a statement, when nothing of it can arrive any more. */
  readonly judge: (statement: Statement, observed: LevelReading | undefined) => Verdict;
  /** Whether a reading is older than what the platform acknowledged. */
  readonly isStale: (
    reading: LevelReading,
    acknowledged: Pick<Acknowledged, 'before' | 'level'>,
  ) => boolean;
}

/** A moment of a process, by both of its clocks: a suspend stops one, and the other may be set. */
export interface Moment {
  readonly monotonic: number;
  readonly wall: number;
}

export function momentOf({ clock, monotonic }: Carrier): Moment {
  return { monotonic: monotonic(), wall: clock.now() };
}

/** How long ago a moment was at the most, in milliseconds. */
export function msSince(carrier: Carrier, moment: Moment): number {
  const { monotonic, wall } = momentOf(carrier);
  return Math.max(monotonic - moment.monotonic, Math.abs(wall - moment.wall));
}
