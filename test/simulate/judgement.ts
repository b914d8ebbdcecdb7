import { judge } from '../../src/client/write/judge.ts';
import type { LevelReading } from '../../src/store/intent.ts';
import type { Verdict } from '../../src/store/store-steps.ts';
import type { Statement } from '../../src/store/statement.ts';

/** What the client's own judgement says of a statement. */
export function judgeStatement(statement: Statement, observed: LevelReading | undefined): Verdict {
  const { before, target } = statement;
  // A connection is decided by the level's being there.
  if (target === undefined) return observed === undefined ? 'not-applied' : 'applied';
  if (observed === undefined) return 'in-doubt';
  if (before !== undefined) {
    const verdict = judge({ before, target }, observed);
    return verdict === 'unknown' ? 'in-doubt' : verdict;
  }
  const isThere = (Object.keys(target) as (keyof typeof target)[]).every(
    (name) => target[name] === observed[name],
  );
  return isThere ? 'applied' : 'in-doubt';
}
