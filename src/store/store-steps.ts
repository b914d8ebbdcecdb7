import type { RateLimiter } from '../client/index.ts';
import type { Intent, LevelReading, NewIntent, Refusal, Resolution } from './intent.ts';
import type { RecordStore } from './records.ts';
import type { Attempt, NewStatement, Statement } from './statement.ts';

/** A shop's lease: whoever holds it carries writes out. */
export interface Lease {
  /** Grows with every taking; what a holder does is refused once it has grown. */
  readonly fence: number;
  /** Grows whenever the holder gets on with something. */
  readonly renewals: number;
  /** Whose it is; undefined where it is free. */
  readonly holder: string | undefined;
}

/** The intent that `submit` found under a key. */
export interface Submitted {
  readonly intent: Intent;
  /** Whether the key stands for another content, which is under way or done: nothing was changed. */
  readonly isOther: boolean;
}

/** The work that there is in a shop. */
export interface Agenda {
  /**
   * Pending and wanted, of the levels whose turn it is in each priority: all of a level, in the order
   * of submission.
   */
  readonly intents: readonly Intent[];
  /** Of all levels: those that may still arrive, and those with intents that nobody has judged. */
  readonly statements: readonly OpenStatement[];
  /** The quantities that the platform last acknowledged on those levels, within the last seconds. */
  readonly acknowledged: readonly Acknowledged[];
}

/** A statement that blocks its level. */
export interface OpenStatement {
  readonly statement: Statement;
  /** Those of its intents that have not ended, in their order. */
  readonly intents: readonly Intent[];
  /** Whether all of them are still wanted. */
  readonly areWanted: boolean;
}

/** The quantities that the platform last told about a level that was written. */
export interface Acknowledged {
  readonly before?: LevelReading | undefined;
  readonly level: LevelReading;
  /** By the store's clock, in milliseconds. */
  readonly at: number;
}

/** The outcome of an attempt. */
export type Answer =
  | { readonly kind: 'acknowledged'; readonly level: LevelReading }
  /** A 429, or a request that never left. */
  | { readonly kind: 'not-executed' }
  /** The platform said no. */
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The verdict of a reading on a statement that can no longer arrive. */
export type Verdict = 'applied' | 'not-applied' | 'in-doubt';

/** An intent that ends without a statement. */
export type Settlement =
  | { readonly key: string; readonly state: 'applied'; readonly level: LevelReading }
  | { readonly key: string; readonly state: 'refused'; readonly refusal: Refusal };

/** An intent as it was planned: submitted anew, it has another number, and perhaps another content. */
export type Seen = Pick<Intent, 'key' | 'sequence'>;

/** Intents that were carried out twice, which only a broken assumption can cause. */
export interface Doubled {
  readonly key: string;
  /** The statement that the intent had moved on to. */
  readonly statementId: string;
}

/** The intents that an answer ended. */
export interface Ended {
  readonly intents: readonly Intent[];
  readonly doubled: readonly Doubled[];
}

/**
 * The steps on all that must outlive a process. Every method is one step: it happens as a whole or not
 * at all, and of any number of processes at once. Steps that take a fence do nothing once the lease has
 * moved on. A step whose answer was lost may be taken again: the second time it changes nothing.
 */
export interface StoreSteps extends RecordStore {
  /** Records what is wanted, or finds what became of it; keeps it wanted for a time. */
  submit(
    shop: string,
    intents: readonly NewIntent[],
    wantedMs: number,
  ): Promise<readonly Submitted[]>;
  /**
   * Looks after intents, and keeps those that have not ended wanted, for half the time at least.
   * Unknown keys are left out.
   */
  follow(shop: string, keys: readonly string[], wantedMs: number): Promise<readonly Intent[]>;
  /** Gives intents up where nothing of them is under way, and says what became of all. */
  withdraw(shop: string, keys: readonly string[]): Promise<readonly Intent[]>;

  /** Takes the lease if it is free, or still as it was seen; says whose it is. */
  takeLease(shop: string, holder: string, seen?: Pick<Lease, 'fence' | 'renewals'>): Promise<Lease>;
  /** Says that the holder gets on; false where the lease is lost. */
  renewLease(shop: string, fence: number): Promise<boolean>;
  dropLease(shop: string, fence: number): Promise<void>;

  /** The work that there is; undefined where the lease is lost. Renews nothing. */
  agenda(shop: string, fence: number, levels: number): Promise<Agenda | undefined>;
  /** Records a statement and its first attempt; false where anything has changed meanwhile. */
  begin(
    shop: string,
    fence: number,
    statement: NewStatement,
    seen: readonly Seen[],
  ): Promise<boolean>;
  /** Records that a statement is sent once more; false where another attempt came first. */
  beginAgain(shop: string, fence: number, attempt: Attempt, inFlightMs: number): Promise<boolean>;
  /** Ends intents that need no statement; undefined where anything has changed meanwhile. */
  settle(
    shop: string,
    fence: number,
    settlements: readonly Settlement[],
    seen: readonly Seen[],
  ): Promise<readonly Intent[] | undefined>;
  /** Records an attempt's answer. It belongs to the attempt, whoever holds the lease. */
  end(shop: string, attempt: Attempt, answer: Answer): Promise<Ended>;
  /**
   * Adds what a holder waited for attempts that may still arrive, where no other attempt came after
   * them; false where the lease is lost.
   */
  waited(
    shop: string,
    fence: number,
    waits: readonly (Attempt & { readonly ms: number })[],
  ): Promise<boolean>;
  /**
   * Records what a reading says of a statement after so many attempts. While one may still arrive,
   * only that it is applied. Returns what ended; undefined where nothing was recorded.
   */
  judge(
    shop: string,
    fence: number,
    attempt: Attempt,
    verdict: Verdict,
    observed: LevelReading | undefined,
  ): Promise<readonly Intent[] | undefined>;

  /** The intents whose outcome nobody can know, with the statements they were part of. */
  inDoubt(shop: string): Promise<readonly { intent: Intent; statement: Statement }[]>;
  /** Ends a doubt; undefined where there is none under the key. */
  resolve(shop: string, key: string, resolution: Resolution): Promise<Intent | undefined>;
  /** Forgets what ended longer ago in a shop, and records whose time has come; says how many. */
  sweep(shop: string, retentionMs: number): Promise<number>;
  /** The bucket that the processes of a shop share, where the store has one. */
  rateLimiter?(shop: string): RateLimiter | undefined;
  close(): Promise<void>;
}
