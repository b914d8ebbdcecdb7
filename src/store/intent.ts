import type {
  ExpectedQuantities,
  Oversell,
  StockQuantities,
  WritableQuantities,
} from '../model/index.ts';
import type { IntentState } from './states.ts';

/** The content of a write, as plain data, so that any process of the shop can carry it out. */
export type IntentContent =
  | { readonly kind: 'connect'; readonly variantId: string; readonly locationId: string }
  | {
      readonly kind: 'set' | 'by';
      readonly variantId: string;
      readonly locationId: string;
      /** Absolute values, or what is added to them, in units. */
      readonly values: WritableQuantities;
      readonly expected?: ExpectedQuantities | undefined;
      readonly oversell?: Oversell | undefined;
    };

/** `interactive` goes first, but a night that waits is not kept waiting for ever. */
export type Priority = 'interactive' | 'background';

/** A level as the platform told it. */
export type LevelReading = StockQuantities & {
  readonly variantId: string;
  readonly locationId: string;
  /** ISO 8601, where the platform tells it. */
  readonly updateTime?: string | undefined;
};

/** Why nothing of an intent was applied. */
export interface Refusal {
  /** The model's rejection, or the platform's answer, as plain data. */
  readonly reason: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** An intent as its caller hands it in. */
export interface NewIntent {
  readonly key: string;
  readonly content: IntentContent;
  readonly priority: Priority;
}

/** A row of the store: an intent and what became of it. */
export interface Intent extends NewIntent {
  /** The text that tells contents apart. */
  readonly fingerprint: string;
  /** Grows with every submission: the order within a level. */
  readonly sequence: number;
  readonly state: IntentState;
  /** Nothing is begun for the row after this time of the store's clock, in milliseconds. */
  readonly wantedUntil: number;
  /** When it was submitted, by the store's clock, in milliseconds. */
  readonly submittedAt: number;
  /** Whether it was refused as one of several, and so is sent alone. */
  readonly isAlone: boolean;
  /** The statement that it is, or was last, a part of. */
  readonly statementId?: string | undefined;
  /** The level that it came to, once applied. */
  readonly level?: LevelReading | undefined;
  readonly refusal?: Refusal | undefined;
  /** The reading that a judgement in doubt was made on; null where the reading showed no level. */
  readonly observed?: LevelReading | null | undefined;
  readonly resolution?: Resolution | undefined;
  /** When it ended, by the store's clock, in milliseconds. */
  readonly endedAt?: number | undefined;
}

/** Whether nothing more will happen to an intent by itself. */
export function isEnded({ state }: Intent): boolean {
  return state !== 'pending' && state !== 'sending';
}

/** Whether somebody still wants an intent, at a time of the store's clock. */
export function isWanted({ wantedUntil }: Intent, now: number): boolean {
  return wantedUntil >= now;
}

/** The decision of a person about an outcome that nobody could know. */
export interface Resolution {
  readonly verdict: 'applied' | 'not-applied';
  readonly by?: string | undefined;
  readonly note?: string | undefined;
}

/** The text that tells contents apart: the same for the same content, whatever the order of names. */
export function fingerprintOf(content: IntentContent): string {
  return JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
