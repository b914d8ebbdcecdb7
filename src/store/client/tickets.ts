import { onAbort } from '../../base/abort.ts';
import type { Session } from '../../client/session.ts';

/** The tickets of the requests that the limiter has let through, and that were not yet sent. */
export class Tickets {
  readonly #session: Session;
  readonly #open = new Set<{ readonly ticket: object; readonly stop: () => void }>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Keeps a ticket until a request takes it. What a holder has left over serves nobody else. */
  keep(ticket: object, signal: AbortSignal): void {
    const entry = { ticket, stop: (): void => {} };
    this.#open.add(entry);
    entry.stop = onAbort(signal, () => {
      this.#open.delete(entry);
      this.#session.observe(ticket);
    });
  }

  /** The oldest ticket, where there is one. */
  take(): readonly object[] {
    const [entry] = this.#open;
    if (entry === undefined) return [];
    this.#open.delete(entry);
    entry.stop();
    return [entry.ticket];
  }
}
