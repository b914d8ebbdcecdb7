import type { OpenStatement } from '../store-steps.ts';
import { mayArrive } from '../statement.ts';
import type { Attempt } from '../statement.ts';

/** How much waiting is worth a record, in milliseconds. */
const LEAST_MS = 100;

/**
 * How long a holder of the lease has waited for attempts that may still arrive, by its own monotonic
 * clock: the only waiting that counts, because no clock that is set can add to it.
 */
export class Flights {
  readonly #since = new Map<string, { readonly attempt: number; readonly at: number }>();

  /** What was waited for each attempt since it was last counted. */
  count(statements: readonly OpenStatement[], now: number): (Attempt & { readonly ms: number })[] {
    const waits: (Attempt & { readonly ms: number })[] = [];
    const open = statements.filter(({ statement }) => mayArrive(statement));
    for (const { statement } of open) {
      const { id: statementId, attempts: attempt } = statement;
      const known = this.#since.get(statementId);
      if (known?.attempt !== attempt) {
        this.#since.set(statementId, { attempt, at: now });
        continue;
      }
      const ms = Math.floor(now - known.at);
      if (ms < LEAST_MS) continue;
      this.#since.set(statementId, { attempt, at: known.at + ms });
      waits.push({ statementId, attempt, ms });
    }
    const ids = new Set(open.map(({ statement }) => statement.id));
    for (const id of this.#since.keys()) if (!ids.has(id)) this.#since.delete(id);
    return waits;
  }
}
