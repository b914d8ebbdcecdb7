import type { WireEntries } from '../../index.ts';
import type { Finding } from './lines.ts';

/** The findings of a visit to a shop. */
export interface DoctorResult {
  /** The entries of the wire profile that are known now; `wire` of a client takes them. */
  readonly profile: WireEntries;
  /** A finding for every line of the contract. */
  readonly findings: readonly Finding[];
  /** Sentences about things that the client needs and that are not so. */
  readonly problems: readonly string[];
  /** Sentences about things that nobody but a person can say, and how to say them. */
  readonly questions: readonly string[];
  /** Sentences that are good to know besides. */
  readonly remarks: readonly string[];
  /** 0: all that the client needs is confirmed; 1: not all; 3: the shop could not be looked at. */
  readonly exitCode: 0 | 1 | 3;
  /** Markdown without token, shop and ids. */
  readonly report: string;
  /** How many requests were sent. */
  readonly requests: number;
}
