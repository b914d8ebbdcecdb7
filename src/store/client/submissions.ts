import { untilAborted } from '../../base/abort.ts';
import { fingerprintOf } from '../intent.ts';
import type { Intent, NewIntent } from '../intent.ts';
import type { StoreSteps, Submitted } from '../store-steps.ts';
import { EndUnknown } from '../writer/waiting.ts';
import type { ClientSettings } from './settings.ts';

/** How many intents are recorded by one step. */
const MOST_SUBMITTED = 500;

interface Submission {
  readonly intent: NewIntent;
  readonly resolve: (submitted: Submitted) => void;
  readonly reject: (reason: unknown) => void;
}

/** Records what a call wants, together with what others want at the same moment. */
export class Submissions {
  readonly #steps: StoreSteps;
  readonly #settings: ClientSettings;
  #open: Submission[] = [];

  constructor(steps: StoreSteps, settings: ClientSettings) {
    this.#steps = steps;
    this.#settings = settings;
  }

  /** @throws EndUnknown where the call ends before it is known whether its intent is on record. */
  async add(intent: NewIntent, signal: AbortSignal): Promise<Submitted> {
    const submitted = new Promise<Submitted>((resolve, reject) => {
      this.#open.push({ intent, resolve, reject });
    });
    if (this.#open.length === 1) queueMicrotask(() => void this.#flush());
    try {
      return await untilAborted(submitted, signal);
    } catch (error) {
      // It may be on record, or be recorded yet.
      const withdraw = (): Promise<readonly Intent[]> =>
        this.#steps.withdraw(this.#settings.shop, [intent.key]);
      if (signal.aborted) {
        submitted.then(withdraw).catch(() => {});
        throw new EndUnknown(error);
      }
      const [found] = await withdraw().catch(() => []);
      if (found === undefined || found.state === 'withdrawn') throw error;
      return { intent: found, isOther: found.fingerprint !== fingerprintOf(intent.content) };
    }
  }

  async #flush(): Promise<void> {
    const submissions = this.#open;
    this.#open = [];
    for (let from = 0; from < submissions.length; from += MOST_SUBMITTED) {
      const some = submissions.slice(from, from + MOST_SUBMITTED);
      try {
        const { shop, wantedMs } = this.#settings;
        const intents = some.map(({ intent }) => intent);
        const found = await this.#steps.submit(shop, intents, wantedMs);
        for (const [index, { resolve, reject }] of some.entries()) {
          const submitted = found[index];
          if (submitted === undefined) reject(new TypeError('the store lost an intent'));
          else resolve(submitted);
        }
      } catch (error) {
        for (const { reject } of some) reject(error);
      }
    }
  }
}
