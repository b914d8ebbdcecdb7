import { wait } from '../../base/abort.ts';
import { momentOf, msSince } from './carrier.ts';
import type { Place, Send, SendOutcome } from './carrier.ts';
import type { Intent } from '../intent.ts';
import type { Answer } from '../store-steps.ts';
import type { NewStatement, Statement } from '../statement.ts';
import type { Worker } from './worker.ts';

/** How often an answer is recorded before the store counts as lost. */
const MOST_RECORDINGS = 5;
/** How much longer each recording waits than the one before, in milliseconds. */
const RECORDING_MS = 100;

/** An attempt that is about to be recorded and sent. */
export interface Sending {
  readonly statement: NewStatement | Statement;
  readonly attempt: number;
  readonly intents: readonly Intent[];
  readonly send: Send;
  /** Records the attempt; false where anything has changed since it was planned. */
  readonly record: () => Promise<boolean>;
}

/**
 * Records an attempt, sends it no later than it may be sent, and records its answer. Undefined where
 * it was not sent.
 */
export async function sendRecorded(
  worker: Worker,
  sending: Sending,
): Promise<SendOutcome | undefined> {
  const { carrier, settings } = worker;
  const { statement, attempt, intents, send, record } = sending;
  const statementId = statement.id;
  const began = momentOf(carrier);
  let isRecorded: boolean;
  try {
    isRecorded = await record();
  } catch (error) {
    // Whether it was recorded is unknown; that nothing was sent is certain.
    await endAttempt(worker, sending, { kind: 'not-executed' });
    throw error;
  }
  if (!isRecorded) return undefined;
  if (msSince(carrier, began) > settings.sendDeadlineMs) {
    await endAttempt(worker, sending, { kind: 'not-executed' });
    return undefined;
  }
  const { variantId, locationId }: Place = statement;
  const { target, before } = statement;
  const outcome = await send({ variantId, locationId, target, before, statementId, attempt });
  // Where an earlier attempt may still arrive, there is no answer of this one to wait for.
  if (outcome.kind !== 'acknowledged') worker.lost.set(statementId, attempt);
  switch (outcome.kind) {
    case 'lost':
      break;
    case 'acknowledged':
    case 'refused':
      try {
        await endAttempt(worker, sending, outcome);
      } catch (error) {
        // The store is away, but the callers of this process can be told what the platform said.
        worker.tell(endsOf(statement, intents, outcome));
        throw error;
      }
      break;
    case 'not-executed':
    case 'unauthorized':
      await endAttempt(worker, sending, { kind: 'not-executed' });
      break;
  }
  return outcome;
}

/** Records an answer, with some patience: it is known, and would otherwise have to be found out. */
async function endAttempt(
  worker: Worker,
  { statement, attempt }: Sending,
  answer: Answer,
): Promise<void> {
  const { store, carrier, settings } = worker;
  for (let recording = 1; ; recording += 1) {
    try {
      const each = { statementId: statement.id, attempt };
      const { intents, doubled } = await store.end(settings.shop, each, answer);
      if (doubled.length > 0) settings.onDoubled?.(doubled);
      worker.tell(intents);
      return;
    } catch (error) {
      if (recording === MOST_RECORDINGS) throw error;
      await wait(carrier.clock, RECORDING_MS * recording, undefined);
    }
  }
}

/** What an answer makes of intents, where no store can say it. */
function endsOf(
  { keys, refusals }: NewStatement,
  intents: readonly Intent[],
  answer: Exclude<Answer, { kind: 'not-executed' }>,
): readonly Intent[] {
  return intents.flatMap((intent): Intent[] => {
    const refusal = refusals[intent.key];
    if (answer.kind === 'acknowledged') {
      if (refusal !== undefined) return [{ ...intent, state: 'refused', refusal }];
      return [{ ...intent, state: 'applied', level: answer.level }];
    }
    return keys.length > 1 ? [] : [{ ...intent, state: 'refused', refusal: answer.refusal }];
  });
}
