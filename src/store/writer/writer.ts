import { deferred, onAbort } from '../../base/abort.ts';
import type { Deferred } from '../../base/abort.ts';
import type { Carrier } from './carrier.ts';
import { Holding } from './holding.ts';
import { isEnded } from '../intent.ts';
import type { Intent, NewIntent } from '../intent.ts';
import type { StoreSteps, Lease, Submitted } from '../store-steps.ts';
import { firstOf } from './pause.ts';
import { EndUnknown, Waiting } from './waiting.ts';
import type { Worker, WorkerSettings } from './worker.ts';

const SHORTEST_LOOK_MS = 50;
const LONGEST_LOOK_MS = 250;
/** How often a process forgets what ended long ago, in milliseconds. */
const SWEEP_MS = 3_600_000;

/**
 * Carries a process's writes out, its own and those of others: whoever waits works. A process with an
 * open call takes the shop's lease, or looks every now and then for what became of its intents.
 */
export class Writer implements Worker {
  readonly store: StoreSteps;
  readonly carrier: Carrier;
  readonly settings: WorkerSettings;
  readonly busy = new Set<string>();
  readonly underWay: Set<Promise<void>>;
  readonly lost = new Map<string, number>();
  readonly #waiting = new Waiting();
  /** Those who wait until nothing is left to do in the shop. */
  readonly #recoveries = new Set<Deferred>();
  #sweptAt = -Infinity;
  #idleness = new AbortController();
  #isRunning = false;
  /** Whether this process holds no lease, as its credentials were refused. */
  #isBarred = false;

  constructor(
    store: StoreSteps,
    carrier: Carrier,
    settings: WorkerSettings,
    underWay = new Set<Promise<void>>(),
  ) {
    this.underWay = underWay;
    this.store = store;
    this.carrier = carrier;
    this.settings = settings;
  }

  get isIdle(): boolean {
    return this.#waiting.isEmpty && this.#recoveries.size === 0;
  }

  get idle(): AbortSignal {
    return this.#idleness.signal;
  }

  #noteIdle(): void {
    if (this.isIdle) this.#idleness.abort();
  }

  /** Records what is wanted, or finds what became of it. */
  submit(intents: readonly NewIntent[]): Promise<readonly Submitted[]> {
    const { shop, wantedMs } = this.settings;
    return this.store.submit(shop, intents, wantedMs);
  }

  /**
   * Waits for what becomes of an intent that was submitted. One that is still `sending` when the
   * signal aborts comes back as it is: nobody knows yet. Where another caller of the key gave it up,
   * a third may have used it for another content: the fingerprint tells.
   *
   * @throws EndUnknown where the call ends, and the store cannot be asked.
   */
  async follow(intent: NewIntent, signal: AbortSignal | undefined): Promise<Intent> {
    const caller = this.#waiting.add(intent);
    const stop = onAbort(signal, (reason) => {
      if (this.#waiting.remove(intent.key, caller)) void this.#fail([[intent, [caller]]], reason);
      else caller.reject(reason);
      this.#noteIdle();
    });
    this.#start();
    try {
      return await caller.promise;
    } finally {
      stop();
    }
  }

  /** Works, without a call of its own, until nothing is left to do in the shop. */
  async recover(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const recovery = deferred();
    this.#recoveries.add(recovery);
    const stop = onAbort(signal, recovery.reject);
    this.#start();
    try {
      await recovery.promise;
    } finally {
      stop();
      this.#recoveries.delete(recovery);
      this.#noteIdle();
    }
  }

  endRecoveries(): void {
    for (const recovery of this.#recoveries) recovery.resolve();
  }

  tell(intents: readonly Intent[]): void {
    for (const intent of intents) if (isEnded(intent)) this.#waiting.tell(intent);
    this.#noteIdle();
  }

  async look(): Promise<void> {
    const intents = this.#waiting.next();
    if (intents.length === 0) return;
    const { shop, wantedMs } = this.settings;
    const keys = intents.map(({ key }) => key);
    const found = await this.store.follow(shop, keys, wantedMs);
    // Another caller of the same key has given it up, and this one has not.
    const givenUp = new Set(
      found.filter(({ state }) => state === 'withdrawn').map(({ key }) => key),
    );
    this.tell(found.filter(({ key }) => !givenUp.has(key)));
    const again = intents.filter(({ key }) => givenUp.has(key) && this.#waiting.has(key));
    if (again.length > 0) await this.submit(again);
  }

  async bar(error: unknown): Promise<void> {
    this.#isBarred = true;
    await this.#failAll(error);
  }

  #start(): void {
    if (this.#idleness.signal.aborted) this.#idleness = new AbortController();
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#run().finally(() => {
      this.#isRunning = false;
      if (!this.isIdle) this.#start();
    });
  }

  async #run(): Promise<void> {
    const { store, carrier, settings } = this;
    const { shop, holder, leaseMs } = settings;
    let sight: (Lease & { readonly at: number }) | undefined;
    let pauseMs = SHORTEST_LOOK_MS;
    while (!this.isIdle) {
      try {
        const isLeft = sight !== undefined && carrier.monotonic() - sight.at >= leaseMs;
        const mayTake = !this.#isBarred || (await this.#probe());
        if (mayTake) {
          const lease = await store.takeLease(shop, holder, isLeft ? sight : undefined);
          if (lease.holder === holder) {
            sight = undefined;
            pauseMs = SHORTEST_LOOK_MS;
            this.#sweep();
            await this.#hold(lease.fence);
            continue;
          }
          if (sight?.fence !== lease.fence || sight.renewals !== lease.renewals) {
            sight = { ...lease, at: carrier.monotonic() };
          }
        }
        await this.look();
        await firstOf(carrier.clock, pauseMs, [], this.idle);
        pauseMs = Math.min(LONGEST_LOOK_MS, pauseMs * 2);
      } catch (error) {
        await this.#failAll(error);
      }
    }
  }

  /** Holds the lease; closing the store waits until it is handed over. */
  async #hold(fence: number): Promise<void> {
    const work = new Holding(this, fence).work();
    this.underWay.add(work);
    try {
      await work;
    } finally {
      this.underWay.delete(work);
    }
  }

  /** Forgets what ended long ago, now and then. Nobody waits for that, and it may fail. */
  #sweep(): void {
    const { retentionMs, shop } = this.settings;
    const now = this.carrier.monotonic();
    if (retentionMs === undefined || now - this.#sweptAt < SWEEP_MS) return;
    this.#sweptAt = now;
    this.store.sweep(shop, retentionMs).catch(() => {});
  }

  #failAll(error: unknown): Promise<void> {
    for (const recovery of this.#recoveries) recovery.reject(error);
    const calls = this.#waiting.takeAll();
    this.#noteIdle();
    return this.#fail(calls, error);
  }

  /** Finds out whether the own credentials work again. */
  async #probe(): Promise<boolean> {
    const [intent] = this.#waiting.next();
    // A recovery alone finds out by working.
    if (intent === undefined) {
      this.#isBarred = false;
      return true;
    }
    const { signal } = new AbortController();
    await this.carrier.pace(intent.priority, signal);
    const { variantId, locationId } = intent.content;
    const outcome = await this.carrier.read([{ variantId, locationId }], signal);
    if (outcome.kind === 'unauthorized') await this.bar(outcome.error);
    if (outcome.kind === 'read') this.#isBarred = false;
    return outcome.kind === 'read';
  }

  /** Ends calls. What was not begun is withdrawn, so that nobody carries it out unseen. */
  async #fail(calls: Calls, error: unknown): Promise<void> {
    if (calls.length === 0) return;
    const keys = calls.map(([{ key }]) => key);
    const found = new Map<string, Intent>();
    let isKnown = true;
    try {
      const intents = await this.store.withdraw(this.settings.shop, keys);
      for (const intent of intents) found.set(intent.key, intent);
    } catch {
      // Unreachable: what is wanted stops being so by itself.
      isKnown = false;
    }
    for (const [{ key }, callers] of calls) {
      const intent = found.get(key);
      for (const caller of callers) {
        if (!isKnown) caller.reject(new EndUnknown(error));
        else if (intent === undefined || intent.state === 'withdrawn') caller.reject(error);
        else caller.resolve(intent);
      }
    }
  }
}

type Calls = ReturnType<Waiting['takeAll']>;
