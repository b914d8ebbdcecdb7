import { onAbort, wait } from '../base/abort.ts';
import type { Carrier } from './carrier.ts';
import { Holding } from './holding.ts';
import type { Intent, NewIntent } from './intent.ts';
import type { Doubled, InventoryStore, Lease } from './inventory-store.ts';

/** How a shop's writes are carried out. */
export interface WriterSettings {
  readonly shop: string;
  /** Tells this process from the others. */
  readonly holder: string;
  /** How long a request may still arrive after it was sent, in milliseconds. */
  readonly inFlightMs: number;
  /** How long after its record a request may leave at the latest, in milliseconds. */
  readonly sendDeadlineMs: number;
  /** How long a lease may stay unrenewed before somebody else takes it, in milliseconds. */
  readonly leaseMs: number;
  /** How old a reading may be when it is written on, in milliseconds. */
  readonly maxAgeMs: number;
  /** How long an intent stays wanted after its caller was last heard of, in milliseconds. */
  readonly wantedMs: number;
  /** How long a request may take, in milliseconds: its sender may be waiting for its answer. */
  readonly requestMs: number;
  /** How many requests are under way at a time. */
  readonly concurrency: number;
  /** Told of what only a broken assumption can cause. */
  readonly onDoubled?: ((doubled: readonly Doubled[]) => void) | undefined;
}

/** A call that waits for its intent to end. */
interface Waiting {
  readonly intent: NewIntent;
  readonly callers: Set<Caller>;
}

interface Caller {
  readonly resolve: (intent: Intent) => void;
  readonly reject: (reason: unknown) => void;
}

const SHORTEST_LOOK_MS = 50;
const LONGEST_LOOK_MS = 250;

/** Whether nothing more will happen to an intent by itself. */
export function isEnded({ state }: Intent): boolean {
  return state !== 'pending' && state !== 'sending';
}

/**
 * Carries a process's writes out, its own and those of others: whoever waits works. A process with an
 * open call takes the shop's lease, or looks every now and then for what became of its intents.
 */
export class Writer {
  readonly store: InventoryStore;
  readonly carrier: Carrier;
  readonly settings: WriterSettings;
  /** Levels with a request of this process under way, whatever lease it began under. */
  readonly busy = new Set<string>();
  readonly #waiting = new Map<string, Waiting>();
  #isRunning = false;
  /** Why this process holds no lease: its credentials were refused. */
  #barredBy: { readonly error: unknown } | undefined;

  constructor(store: InventoryStore, carrier: Carrier, settings: WriterSettings) {
    this.store = store;
    this.carrier = carrier;
    this.settings = settings;
  }

  /** The keys that this process waits for. */
  get wantedKeys(): readonly string[] {
    return [...this.#waiting.keys()];
  }

  /** Whether a call that goes first is among those that wait. */
  get isUrgent(): boolean {
    for (const { intent } of this.#waiting.values()) {
      if (intent.priority === 'interactive') return true;
    }
    return false;
  }

  /**
   * Waits for what becomes of an intent that was submitted. One that is still `sending` when the
   * signal aborts comes back as it is: nobody knows yet.
   */
  async follow(intent: NewIntent, signal: AbortSignal | undefined): Promise<Intent> {
    const { key } = intent;
    const waiting = this.#waiting.get(key) ?? { intent, callers: new Set<Caller>() };
    this.#waiting.set(key, waiting);
    return new Promise<Intent>((resolve, reject) => {
      const caller: Caller = {
        resolve: (ended) => {
          stop();
          resolve(ended);
        },
        reject: (reason) => {
          stop();
          // The reason is the caller's own, and need not be an error.
          reject(reason as Error);
        },
      };
      waiting.callers.add(caller);
      const stop = onAbort(signal, (reason) => void this.#giveUp(waiting, caller, reason));
      this.#start();
    });
  }

  /** Looks for what became of the own intents, and tells their callers. */
  async look(): Promise<void> {
    const keys = this.wantedKeys;
    if (keys.length === 0) return;
    const { shop, wantedMs } = this.settings;
    for (const intent of await this.store.follow(shop, keys, wantedMs)) {
      if (isEnded(intent)) this.#tell(intent);
    }
  }

  /** Bars this process from the lease, and ends its calls: others may go on with theirs. */
  async bar(error: unknown): Promise<void> {
    this.#barredBy = { error };
    await this.#fail(error);
  }

  #start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#run().finally(() => {
      this.#isRunning = false;
      if (this.#waiting.size > 0) this.#start();
    });
  }

  async #run(): Promise<void> {
    const { store, carrier, settings } = this;
    const { shop, holder, leaseMs } = settings;
    let sight: (Lease & { readonly at: number }) | undefined;
    let pauseMs = SHORTEST_LOOK_MS;
    while (this.#waiting.size > 0) {
      try {
        if (this.#barredBy !== undefined && !(await this.#probe())) continue;
        const now = carrier.monotonic();
        const isLeft = sight !== undefined && now - sight.at >= leaseMs;
        const lease = await store.takeLease(shop, holder, isLeft ? sight : undefined);
        if (lease.holder === holder) {
          sight = undefined;
          pauseMs = SHORTEST_LOOK_MS;
          await new Holding(this, lease.fence).work();
          continue;
        }
        if (sight?.fence !== lease.fence || sight.renewals !== lease.renewals) {
          sight = { ...lease, at: carrier.monotonic() };
        }
        await this.look();
        await wait(carrier.clock, pauseMs, undefined);
        pauseMs = Math.min(LONGEST_LOOK_MS, pauseMs * 2);
      } catch (error) {
        await this.#fail(error);
      }
    }
  }

  /** Finds out whether the own credentials work again. */
  async #probe(): Promise<boolean> {
    const [waiting] = this.#waiting.values();
    if (waiting === undefined) return false;
    const { signal } = new AbortController();
    await this.carrier.pace(waiting.intent.priority, signal);
    const outcome = await this.carrier.read([waiting.intent.content], signal);
    if (outcome.kind === 'unauthorized') {
      await this.bar(outcome.error);
      return false;
    }
    this.#barredBy = undefined;
    return true;
  }

  /** Ends all own calls. What was not begun is withdrawn, so that nobody carries it out unseen. */
  async #fail(error: unknown): Promise<void> {
    const left = [...this.#waiting.values()];
    this.#waiting.clear();
    await Promise.all(
      left.map(async ({ intent, callers }) => {
        const ended = await this.#withdraw(intent.key);
        for (const caller of callers) {
          if (ended === undefined || ended.state === 'withdrawn') caller.reject(error);
          else caller.resolve(ended);
        }
      }),
    );
  }

  async #giveUp(waiting: Waiting, caller: Caller, reason: unknown): Promise<void> {
    const { key } = waiting.intent;
    if (!waiting.callers.delete(caller)) return;
    // Another call of this process wants the same.
    if (waiting.callers.size > 0) {
      caller.reject(reason);
      return;
    }
    this.#waiting.delete(key);
    const ended = await this.#withdraw(key);
    if (ended === undefined || ended.state === 'withdrawn') caller.reject(reason);
    else caller.resolve(ended);
  }

  async #withdraw(key: string): Promise<Intent | undefined> {
    try {
      const [intent] = await this.store.withdraw(this.settings.shop, [key]);
      return intent;
    } catch {
      // Unreachable: the intent stops being wanted by itself.
      return undefined;
    }
  }

  #tell(intent: Intent): void {
    const waiting = this.#waiting.get(intent.key);
    if (waiting === undefined) return;
    this.#waiting.delete(intent.key);
    for (const caller of waiting.callers) caller.resolve(intent);
  }
}
