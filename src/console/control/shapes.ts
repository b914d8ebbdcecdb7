import type { LedgerEntry } from '../../model/index.ts';
import type { PendingWebhookFault, RecordedRequest } from '../../testing/index.ts';

/** A server, as it introduces itself. */
export interface ServerView {
  readonly shop: string;
  readonly apiVersion: string;
  readonly url: string;
  /** Another one after each start of the server. */
  readonly boot: string;
}

/** The clock of the fake: one that goes and can be moved, one that stands until it is moved, or the system's. */
export interface ClockView {
  /** ISO 8601. */
  readonly now: string;
  readonly kind: 'moving' | 'still' | 'system';
}

/** A page of something that only grows, from a number on. */
export interface Growing {
  readonly total: number;
  /** The number to go on after; null at the end. */
  readonly next: number | null;
}

export type NumberedEntry = LedgerEntry & { readonly number: number };

export type NumberedRequest = RecordedRequest & {
  readonly number: number;
  /** The body of the answer as it was sent, where it is not long. */
  readonly answer?: string;
};

export interface SubscriptionView {
  readonly id: string;
  readonly url: string;
  /** Null for all topics. */
  readonly topics: readonly string[] | null;
  readonly failures: number;
  readonly isSilent: boolean;
}

/** An attempt to deliver a webhook, and what came of it. */
export interface AttemptView {
  readonly number: number;
  readonly at: string;
  readonly url: string;
  readonly topic: string;
  readonly attempt: number;
  readonly outcome: 'delivered' | 'failed' | 'dropped';
  readonly body: string;
  readonly signature: string | null;
  readonly status: number | null;
  readonly answer: string | null;
  readonly error: string | null;
  readonly fault: string | null;
}

export interface WebhooksView {
  readonly subscriptions: readonly SubscriptionView[];
  readonly pending: number;
}

export type WebhookFaultView = PendingWebhookFault;

/** The parts of a server that change, as its events name them. */
export const PARTS = ['stock', 'requests', 'faults', 'webhooks', 'clock'] as const;
export type Part = (typeof PARTS)[number];
