import { SyncInputError } from '../errors/index.ts';
import type { DesiredProblem } from '../errors/index.ts';

/** How many problems are kept; all are counted. */
const MOST_PROBLEMS = 1000;

/** Collects what is wrong with the lines, to say it all at once. */
export interface Problems {
  readonly add: (problem: DesiredProblem) => void;
  /** Throws if there are any, unless such lines are left out. */
  readonly throwIfAny: () => void;
  /** Those of lines that are left out. */
  readonly skipped: readonly DesiredProblem[];
}

/** Makes an empty collection. */
export function collectProblems(invalid: 'refuse' | 'skip', call?: string): Problems {
  const problems: DesiredProblem[] = [];
  let count = 0;
  return {
    add(problem) {
      count += 1;
      if (invalid === 'skip' || problems.length < MOST_PROBLEMS) problems.push(problem);
    },
    skipped: problems,
    throwIfAny() {
      if (count > 0 && invalid === 'refuse') throw new SyncInputError(problems, count, call);
    },
  };
}
