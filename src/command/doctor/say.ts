import type { Clock, WireEntries } from '../../index.ts';
import type { Notes } from './lines.ts';
import type { Place } from './write.ts';

/** What a visit has to say, in sentences. */
export interface Sayings {
  /** What the client needs and is not so. */
  readonly problems: string[];
  /** What nobody but a person can say. */
  readonly questions: string[];
  /** What is good to know besides. */
  readonly remarks: string[];
}

/** What the steps of a visit write to. */
export interface Account extends Sayings {
  readonly notes: Notes;
}

/** Names in a sentence: `a`, `b` or `c`. */
export function either(names: readonly string[], joint = 'or'): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop() ?? 'nothing';
  return quoted.length === 0 ? last : `${quoted.join(', ')} ${joint} ${last}`;
}

/** What to add to the command line. */
export function sayBy(entry: string, names: readonly string[] = []): string {
  const [first] = names;
  const example = names.length === 1 && first !== undefined ? first : '<name>';
  return `Say it by --names ${entry}=${example}`;
}

/** What a visit may do, and what it is told. */
export interface Told {
  readonly names: WireEntries;
  readonly write: Place | undefined;
  readonly apiVersion: string;
  readonly clock: Clock;
}

/** The entries of a profile while they are found. */
export type Found = { -readonly [Name in keyof WireEntries]: WireEntries[Name] };
