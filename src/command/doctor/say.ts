import type { WireEntries } from '../../index.ts';
import type { Notes } from './lines.ts';
import type { Place } from './write.ts';

/** The sentences that a visit has to say. */
export interface Sayings {
  /** About things that the client needs and that are not so. */
  readonly problems: string[];
  /** About things that nobody but a person can say. */
  readonly questions: string[];
  /** Good to know besides. */
  readonly remarks: string[];
}

/** The account to which the steps of a visit add. */
export interface Account extends Sayings {
  readonly notes: Notes;
}

/** Names in a sentence: `a`, `b` or `c`. */
export function either(names: readonly string[], joint = 'or'): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop() ?? 'nothing';
  return quoted.length === 0 ? last : `${quoted.join(', ')} ${joint} ${last}`;
}

/** The option to add to the command line. */
export function sayBy(entry: string, names: readonly string[] = []): string {
  const [first] = names;
  const example = names.length === 1 && first !== undefined ? first : '<name>';
  return `Say it by --names ${entry}=${example}`;
}

/** The bounds of a visit, and the names that it is told. */
export interface Told {
  readonly names: WireEntries;
  readonly write: Place | undefined;
  readonly apiVersion: string;
}

/** The entries of a profile while they are found. */
export type Found = { -readonly [Name in keyof WireEntries]: WireEntries[Name] };
