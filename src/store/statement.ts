import type { WritableQuantities } from '../model/index.ts';
import type { LevelReading, Refusal } from './intent.ts';

/**
 * One write to one level, for one intent or for several that are next to each other. Its bytes never
 * change; each time that they are sent is an attempt, numbered from 1.
 */
export interface Statement {
  readonly id: string;
  readonly variantId: string;
  readonly locationId: string;
  /**
   * The quantities that the write makes of the level: the values that are sent; none for a connection.
   */
  readonly target?: WritableQuantities | undefined;
  /** The level that it was planned on, where one was read. */
  readonly before?: LevelReading | undefined;
  /** The keys of its intents, in their order. */
  readonly keys: readonly string[];
  /** Intents that the model refused on the running level: they settle with the statement. */
  readonly refusals: Readonly<Record<string, Refusal>>;
  /** When it was last sent, by the store's clock, in milliseconds. */
  readonly sentAt: number;
  /** How often it was sent. */
  readonly attempts: number;
  /** The attempts that have neither an answer nor proof that they were not executed. */
  readonly unanswered: readonly number[];
  /** Whether a reading showed it, while an attempt could still arrive. */
  readonly isShown: boolean;
  /** Whether an attempt was acknowledged. */
  readonly isAcknowledged: boolean;
  /** How long an attempt may still arrive after it was sent, in milliseconds. */
  readonly inFlightMs: number;
  /** How long holders of the lease have waited since the last attempt, in milliseconds. */
  readonly waitedMs: number;
}

/** A statement about to be sent for the first time. */
export type NewStatement = Pick<
  Statement,
  'id' | 'variantId' | 'locationId' | 'target' | 'before' | 'keys' | 'refusals' | 'inFlightMs'
>;

/** One of the times that a statement is sent. */
export interface Attempt {
  readonly statementId: string;
  readonly attempt: number;
}

/** Whether a statement may still reach the platform, so that no other bytes may go to its level. */
export function mayArrive({ unanswered, waitedMs, inFlightMs }: Statement): boolean {
  return unanswered.length > 0 && waitedMs < inFlightMs;
}

/** The intents that a statement carries out: those that the model let pass. */
export function carriedBy({ keys, refusals }: NewStatement): readonly string[] {
  return keys.filter((key) => refusals[key] === undefined);
}
