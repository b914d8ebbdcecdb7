import { check, checkKey } from '../base/check.ts';
import type { AdjustInput } from '../client/index.ts';
import { readAdjustment } from '../client/input.ts';
import { argument, InventoryError } from '../errors/index.ts';
import { collectProblems } from './problems.ts';
import { countOf } from './lines.ts';
import type { Lines } from './lines.ts';

/**
 * A line of `adjustAll`: an adjustment, the key under which a client with a store carries it out
 * once, and whatever is to come back with it.
 */
export type AdjustLine = AdjustInput & {
  /** As the client's option of that name: a client without a store refuses it. */
  readonly idempotencyKey?: string | undefined;
  /** Anything: it comes back with the line, wherever that is told of. */
  readonly ref?: unknown;
};

/** A line, and its place in what was handed over. */
export interface AdjustedLine {
  /** The place, from 0. */
  readonly line: number;
  /** The line as it was handed over, with its `idempotencyKey` and its `ref`. */
  readonly input: AdjustLine;
  /** The `ref` that the line came with. */
  readonly ref?: unknown;
}

/** Parts a line from what is not for the platform. */
export function takeApart(input: AdjustLine): {
  readonly adjustment: AdjustInput;
  readonly idempotencyKey: string | undefined;
} {
  // Something else than an object is the client's to refuse.
  if (typeof input !== 'object' || input === null) {
    return { adjustment: input, idempotencyKey: undefined };
  }
  const { idempotencyKey, ref: _, ...adjustment } = input;
  return { adjustment, idempotencyKey };
}

/** A line, to be told of. */
export function aboutLine(line: number, input: AdjustLine): AdjustedLine {
  const ref: unknown = (input as Partial<AdjustLine> | null)?.ref;
  return ref === undefined ? { line, input } : { line, input, ref };
}

/** Throws where lines cannot be used, if all of them can be looked at before the first is sent. */
export function refuseUnusable(
  call: string,
  adjustments: Lines<AdjustLine>,
  hasStore: boolean | undefined,
): void {
  if (countOf(adjustments) === undefined) return;
  const problems = collectProblems('refuse', call);
  let line = 0;
  for (const value of adjustments as Iterable<AdjustLine>) {
    const { ref } = aboutLine(line, value);
    try {
      const { adjustment, idempotencyKey } = takeApart(value);
      readAdjustment(adjustment);
      if (idempotencyKey !== undefined) {
        const place = argument('adjust', 'idempotencyKey');
        check(place, hasStore !== false, 'left out: the client has no store');
        checkKey(place, idempotencyKey);
      }
    } catch (error) {
      if (!(error instanceof InventoryError)) throw error;
      const message = `adjustments[${line}]: ${error.message}`;
      problems.add({
        line,
        reason: 'malformed',
        message,
        value,
        ...(ref !== undefined && { ref }),
      });
    }
    line += 1;
  }
  problems.throwIfAny();
}

/** A text for the level of a line; a line that names none is refused when its turn comes. */
export function keyOf(input: AdjustLine): string {
  const { variantId, locationId } = (input ?? {}) as Partial<AdjustInput>;
  return JSON.stringify([variantId, locationId]);
}

/** Lets the lines of a level wait for each other, so that none goes with another. */
export function oneByOne<Line>(
  keyOfLine: (line: Line) => string,
  work: (line: Line, index: number) => Promise<void>,
): typeof work {
  const tails = new Map<string, Promise<void>>();
  return async (line, index) => {
    const key = keyOfLine(line);
    const before = tails.get(key) ?? Promise.resolve();
    const done = before.then(() => work(line, index));
    tails.set(key, done);
    await done;
    if (tails.get(key) === done) tails.delete(key);
  };
}
