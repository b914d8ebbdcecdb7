import { wait } from '../base/abort.ts';
import type { Place } from './carrier.ts';
import { mayArrive } from './intent.ts';
import type { Intent, LevelReading, Statement } from './intent.ts';
import type { Acknowledged, Agenda, Answer } from './inventory-store.ts';
import { placeOf, rankOf } from './turns.ts';
import type { Writer } from './writer.ts';

/** A level as it was read under this lease; undefined where there is none. */
interface Reading {
  readonly level: LevelReading | undefined;
  /** When its answer came, by the process's monotonic clock. */
  readonly at: number;
}

/** What can be done next. */
type Action =
  | { readonly kind: 'read'; readonly places: readonly Place[] }
  | { readonly kind: 'write'; readonly place: Place; readonly intents: readonly Intent[] }
  | { readonly kind: 'again' | 'judge' | 'show'; readonly statement: Statement };

/** How many levels are looked at for what to do next; as many are read together. */
const LEVELS_AHEAD = 50;
/** How many levels one request can bring. */
const MOST_LEVELS = 250;
/** How long to wait where there is nothing to do but wait. */
const PAUSE_MS = 100;
/** How often the same bytes are sent. */
const MOST_ATTEMPTS = 3;
/** How often a level is read again that shows less than the platform has told already. */
const MOST_STALE_READINGS = 5;

/** The time in which a process holds a shop's lease, and works. */
export class Holding {
  readonly #writer: Writer;
  readonly #fence: number;
  readonly #readings = new Map<string, Reading>();
  readonly #staleReadings = new Map<string, number>();
  readonly #tasks = new Set<Promise<void>>();
  readonly #controller = new AbortController();
  #hasToken = false;
  #isOver = false;
  #failure: { readonly error: unknown } | undefined;
  /** The statements that could arrive at the last look, with when they were last sent. */
  #flight = new Map<string, number>();
  #flightSince: number;
  #lookedAt = -Infinity;

  constructor(writer: Writer, fence: number) {
    this.#writer = writer;
    this.#fence = fence;
    this.#flightSince = writer.carrier.monotonic();
  }

  /** Works until the own calls are done or the lease is lost. */
  async work(): Promise<void> {
    const { store, settings } = this.#writer;
    try {
      while (!this.#isOver && this.#failure === undefined) await this.#turn();
      if (this.#failure !== undefined) throw this.#failure.error;
    } finally {
      this.#controller.abort();
      // What is under way comes to its end by itself: answers belong to their attempts.
      await store.dropLease(settings.shop, this.#fence).catch(() => {});
    }
  }

  async #turn(): Promise<void> {
    const { writer } = { writer: this.#writer };
    const { store, carrier, settings } = writer;
    if (carrier.monotonic() - this.#lookedAt >= PAUSE_MS) {
      this.#lookedAt = carrier.monotonic();
      await writer.look();
    }
    if (writer.wantedKeys.length === 0) {
      this.#isOver = true;
      return;
    }
    if (this.#tasks.size >= settings.concurrency) {
      await this.#aTask();
      return;
    }
    const agenda = await store.agenda(settings.shop, this.#fence, LEVELS_AHEAD);
    if (agenda === undefined) {
      this.#isOver = true;
      return;
    }
    await this.#countFlight(agenda);
    const action = this.#choose(agenda);
    if (action === undefined) {
      await this.#aTask(PAUSE_MS);
      return;
    }
    const needsToken = action.kind !== 'judge' && action.kind !== 'show';
    if (needsToken && !this.#hasToken) {
      const isUrgent = agenda.intents.some(({ priority }) => priority === 'interactive');
      await this.#pace(isUrgent ? 'interactive' : 'background');
      // What came meanwhile may be part of the same write.
      return;
    }
    this.#do(action, agenda);
    // Lets the task reserve its levels and use its token.
    await Promise.resolve();
  }

  async #pace(priority: Intent['priority']): Promise<void> {
    const { store, carrier, settings } = this.#writer;
    let isPaced = false;
    const paced = carrier.pace(priority, this.#controller.signal).then(() => {
      isPaced = true;
    });
    // A bucket that is empty for long is no reason to lose the lease, nor to keep callers waiting.
    for (;;) {
      const controller = new AbortController();
      const pause = wait(carrier.clock, settings.leaseMs / 4, controller.signal).catch(() => {});
      await Promise.race([paced, pause]);
      controller.abort();
      if (isPaced) break;
      if (!(await store.renewLease(settings.shop, this.#fence))) {
        this.#isOver = true;
        return;
      }
      await this.#writer.look();
      if (this.#writer.wantedKeys.length === 0) {
        this.#isOver = true;
        return;
      }
    }
    this.#hasToken = true;
  }

  /** Waits until something that is under way has ended, or for a time. */
  async #aTask(forMs?: number): Promise<void> {
    const controller = new AbortController();
    const { clock } = this.#writer.carrier;
    const pause =
      forMs === undefined ? [] : [wait(clock, forMs, controller.signal).catch(() => {})];
    await Promise.race([...this.#tasks, ...pause]);
    controller.abort();
  }

  /** Adds to the store how long this process has waited for what may still arrive. */
  async #countFlight({ statements }: Agenda): Promise<void> {
    const { store, carrier, settings } = this.#writer;
    const now = carrier.monotonic();
    const ms = now - this.#flightSince;
    const waited = statements.filter(
      (statement) => mayArrive(statement) && this.#flight.get(statement.id) === statement.sentAt,
    );
    if (waited.length > 0 && ms < PAUSE_MS) return;
    this.#flightSince = now;
    this.#flight = new Map(
      statements.filter(mayArrive).map(({ id, sentAt }) => [id, sentAt] as const),
    );
    if (waited.length === 0) return;
    const ids = waited.map(({ id }) => id);
    if (!(await store.waited(settings.shop, this.#fence, ids, ms))) this.#isOver = true;
  }

  #choose(agenda: Agenda): Action | undefined {
    const { carrier, busy } = this.#writer;
    const reads: Place[] = [];
    let first: Action | undefined;
    const blocked = new Set(busy);
    for (const statement of agenda.statements) {
      const place = placeOf(statement);
      if (busy.has(place)) continue;
      blocked.add(place);
      const next = this.#ofStatement(statement, agenda);
      if (next === 'read') reads.push(statement);
      else first ??= next;
    }
    if (first !== undefined) return first;
    for (const intents of byTurn(agenda.intents)) {
      const [head] = intents;
      if (head === undefined || blocked.has(placeOf(head.content))) continue;
      const group = [head];
      for (const next of intents.slice(1)) {
        if (head.isAlone || next.isAlone || !carrier.canJoin(group.at(-1) ?? head, next)) break;
        group.push(next);
      }
      if (carrier.needsReading(head) && this.#reading(head.content) === undefined) {
        reads.push(head.content);
      } else if (reads.length === 0) {
        return { kind: 'write', place: head.content, intents: group };
      }
    }
    return reads.length === 0 ? undefined : { kind: 'read', places: onePage(reads) };
  }

  /** What a statement needs that nobody has judged: nothing, a reading, or a step. */
  #ofStatement(statement: Statement, agenda: Agenda): Action | 'read' | undefined {
    const { carrier, settings } = this.#writer;
    const isOpen = mayArrive(statement);
    if (isOpen && statement.isAcknowledged) return undefined;
    const ageMs = agenda.now - statement.sentAt;
    // An attempt of a moment ago may well be under way, and its sender alive.
    if (isOpen && ageMs < settings.maxAgeMs) return undefined;
    const reading = this.#reading(statement, isOpen ? statement.sentAt : undefined);
    if (reading === undefined) return 'read';
    if (!isOpen) return { kind: 'judge', statement };
    if (carrier.judge(statement, reading.level) === 'applied') return { kind: 'show', statement };
    return undefined;
  }

  /** A reading that may still be written on. */
  #reading(place: Place, _after?: number): Reading | undefined {
    const { carrier, settings } = this.#writer;
    const reading = this.#readings.get(placeOf(place));
    const isYoung =
      reading !== undefined && carrier.monotonic() - reading.at <= settings.maxAgeMs;
    return isYoung ? reading : undefined;
  }

  #do(action: Action, agenda: Agenda): void {
    const { busy } = this.#writer;
    const places = (
      action.kind === 'read'
        ? action.places
        : [action.kind === 'write' ? action.place : action.statement]
    ).map(placeOf);
    for (const place of places) busy.add(place);
    const task = this.#carryOut(action, agenda)
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        for (const place of places) busy.delete(place);
        this.#tasks.delete(task);
      });
    this.#tasks.add(task);
  }

  #carryOut(action: Action, agenda: Agenda): Promise<void> {
    switch (action.kind) {
      case 'read':
        return this.#read(action.places, agenda.acknowledged);
      case 'write':
        return this.#write(action.place, action.intents);
      case 'again':
        return this.#again(action.statement);
      case 'judge':
      case 'show':
        return this.#judge(action.statement);
    }
  }
}
