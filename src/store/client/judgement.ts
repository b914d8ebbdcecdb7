import { judge } from '../../client/store-door.ts';
import { WRITABLE_QUANTITIES } from '../../model/index.ts';
import type { LevelReading } from '../intent.ts';
import type { Verdict } from '../store-steps.ts';
import type { Statement } from '../statement.ts';

/** What a reading says of a statement when nothing of it can arrive any more. */
export function judgeStatement(
  { before, target }: Statement,
  observed: LevelReading | undefined,
): Verdict {
  // A connection is decided by the level's being there.
  if (target === undefined) return observed === undefined ? 'not-applied' : 'applied';
  if (observed === undefined) return 'in-doubt';
  if (before !== undefined) {
    const verdict = judge({ before, target }, observed);
    return verdict === 'unknown' ? 'in-doubt' : verdict;
  }
  const isThere = WRITABLE_QUANTITIES.every(
    (name) => target[name] === undefined || target[name] === observed[name],
  );
  return isThere ? 'applied' : 'in-doubt';
}
