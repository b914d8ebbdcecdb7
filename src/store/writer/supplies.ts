import { momentOf, msSince } from './carrier.ts';
import type { Moment, Send } from './carrier.ts';
import type { Priority } from '../intent.ts';
import { firstOf } from './pause.ts';
import type { Worker } from './worker.ts';

/** How long what was made ready for a request serves, in milliseconds. */
const READY_MS = 2_000;
/** After what time it is chosen anew what to pay for, in milliseconds. */
const PAUSE_MS = 100;

/**
 * The supplies that requests need before they are sent: tokens of the bucket, and what the platform
 * asks for.
 */
export class Supplies {
  /** Tokens that were paid and not used. */
  tokens = 0;
  readonly #worker: Worker;
  readonly #signal: AbortSignal;
  /** Tokens that are waited for. */
  readonly #payments = new Map<Priority, Promise<void>>();
  #ready: { readonly send: Send; readonly at: Moment } | undefined;
  #preparation: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(worker: Worker, signal: AbortSignal) {
    this.#worker = worker;
    this.#signal = signal;
  }

  /** Waits a little for the token of one more request. */
  async pay(priority: Priority): Promise<void> {
    const { carrier } = this.#worker;
    if (!this.#payments.has(priority)) {
      const payment = this.#noting(
        carrier.pace(priority, this.#signal).then(() => {
          this.tokens += 1;
          this.#payments.delete(priority);
        }),
      );
      this.#payments.set(priority, payment);
    }
    await this.#wait([...this.#payments.values()]);
  }

  /** Waits a little for what a request needs, such as a token of access. */
  async prepare(): Promise<void> {
    const { carrier } = this.#worker;
    this.#preparation ??= this.#noting(
      carrier.ready(this.#signal).then((send) => {
        this.#ready = { send, at: momentOf(carrier) };
        this.#preparation = undefined;
      }),
    );
    await this.#wait([this.#preparation]);
  }

  /** What sends at once, if it was made ready lately. */
  get sender(): Send | undefined {
    const ready = this.#ready;
    const isYoung = ready !== undefined && msSince(this.#worker.carrier, ready.at) <= READY_MS;
    return isYoung ? ready.send : undefined;
  }

  /** Takes what sends: it serves for one request. */
  takeSender(): Send | undefined {
    const { sender } = this;
    this.#ready = undefined;
    return sender;
  }

  async #wait(promises: readonly Promise<void>[]): Promise<void> {
    const { carrier, idle } = this.#worker;
    await firstOf(carrier.clock, PAUSE_MS, promises, idle);
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Keeps a failure for whoever waits next: nobody may be waiting when it comes. */
  async #noting(promise: Promise<void>): Promise<void> {
    try {
      await promise;
    } catch (error) {
      this.#failure ??= { error };
    }
  }
}
