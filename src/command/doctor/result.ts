import type { WireEntries } from '../../index.ts';
import type { Finding } from './lines.ts';

/** What a visit to a shop found. */
export interface DoctorResult {
  /** The entries of the wire profile that are known now; `wire` of a client takes them. */
  readonly profile: WireEntries;
  /** A finding for every line of the contract. */
  readonly findings: readonly Finding[];
  /** What the client needs and is not so, each a sentence. */
  readonly problems: readonly string[];
  /** What nobody but a person can say, each a sentence with what to do. */
  readonly questions: readonly string[];
  /** What is good to know besides, each a sentence. */
  readonly remarks: readonly string[];
  /** 0: all that the client needs is confirmed; 1: not all; 3: the shop could not be looked at. */
  readonly exitCode: 0 | 1 | 3;
  /** Markdown without token, shop and ids. */
  readonly report: string;
  /** How many requests were sent. */
  readonly requests: number;
}
