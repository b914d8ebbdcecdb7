/** The word of a visit about a line of the contract. */
export type Verdict = 'confirmed' | 'contradicted' | 'not seen';

/** A line of docs/wire-contract.md, and what a visit says of it. */
export interface Finding {
  /** The line, such as E6. */
  readonly line: string;
  readonly verdict: Verdict;
  /** Words and names of fields that were seen: no ids, no shop. Empty where nothing was. */
  readonly seen: string;
}

/** How many lines each part of the contract has. */
const LINES: Readonly<Record<string, number>> = {
  T: 25,
  E: 20,
  P: 20,
  M: 15,
  N: 4,
  W: 25,
  K: 8,
  O: 14,
  F: 3,
  C: 34,
};

/** Collects what is found. What contradicts a line once cannot be outweighed. */
export interface Notes {
  readonly confirm: (line: string, seen: string) => void;
  readonly contradict: (line: string, seen: string) => void;
  /** A finding for every line of the contract, in its order. */
  readonly findings: () => readonly Finding[];
}

export function createNotes(): Notes {
  const found = new Map<string, Finding>();
  return {
    confirm: (line, seen) => {
      if (!found.has(line)) found.set(line, { line, verdict: 'confirmed', seen });
    },
    contradict: (line, seen) => {
      if (found.get(line)?.verdict !== 'contradicted') {
        found.set(line, { line, verdict: 'contradicted', seen });
      }
    },
    findings: () =>
      Object.entries(LINES).flatMap(([part, count]) =>
        Array.from({ length: count }, (_, index): Finding => {
          const line = `${part}${index + 1}`;
          return found.get(line) ?? { line, verdict: 'not seen', seen: '' };
        }),
      ),
  };
}
