import type { SendOutcome, Write } from '../writer/carrier.ts';
import { forgetOldest } from './odd-levels.ts';

/** How many writes without an answer are remembered. */
const MOST_SENT = 1_000;

interface SentAttempt extends Write {
  readonly sentAt: number;
  /** How its answer was lost. */
  readonly loss?: unknown;
}

/** The writes that were sent and have no answer that tells: for whoever asks what is known of it. */
export class SentWrites {
  readonly #byStatement = new Map<string, SentAttempt>();

  get(statementId = ''): SentAttempt | undefined {
    return this.#byStatement.get(statementId);
  }

  /** Remembers an attempt; the function that it returns takes down how it ended. */
  begin(write: Write, sentAt: number): (outcome: SendOutcome) => void {
    const { statementId } = write;
    const known = this.#byStatement;
    const earlier = known.get(statementId);
    const sent = { ...write, sentAt };
    known.set(statementId, sent);
    forgetOldest(known, MOST_SENT);
    return (outcome) => {
      // What says nothing of an earlier attempt leaves that in doubt.
      if (outcome.kind === 'lost') known.set(statementId, { ...sent, loss: outcome.error });
      else if (outcome.kind === 'acknowledged' || earlier === undefined) known.delete(statementId);
      else known.set(statementId, earlier);
    };
  }
}
