import { wait } from '../base/abort.ts';
import type { Place, SendOutcome, Write } from './carrier.ts';
import { mayArrive } from './intent.ts';
import type { Intent, LevelReading, Statement } from './intent.ts';
import type { Agenda, Answer } from './inventory-store.ts';
import { byTurn, placeOf } from './turns.ts';
import type { Writer } from './writer.ts';

/** A level as it was read under this lease; undefined where there is none. */
interface Reading {
  readonly level: LevelReading | undefined;
  /** When its answer came, by the process's monotonic clock. */
  readonly at: number;
  /** Whether it shows less than the platform has told already, however often it was read. */
  readonly isStale: boolean;
}

/** What can be done next. */
type Action =
  | { readonly kind: 'read'; readonly places: readonly Place[] }
  | { readonly kind: 'write'; readonly place: Place; readonly intents: readonly Intent[] }
  /** Sends the same bytes once more. */
  | { readonly kind: 'again'; readonly statement: Statement }
  /** Says of a statement what a reading shows. */
  | { readonly kind: 'judge'; readonly statement: Statement; readonly reading: Reading };

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
/** How often an answer is recorded before the store counts as lost. */
const MOST_RECORDINGS = 5;

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
  /** From when a reading counts that a statement of the level waits for. */
  readonly #needsFrom = new Map<string, number>();
  /** The attempts after which the level was looked at. */
  readonly #seen = new Map<string, number>();

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
    const { store, carrier, settings, wantedKeys } = this.#writer;
    if (carrier.monotonic() - this.#lookedAt >= PAUSE_MS) await this.#look();
    if (wantedKeys.length === 0) this.#isOver = true;
    if (this.#isOver) return;
    if (this.#tasks.size >= settings.concurrency) return this.#pause();
    const agenda = await store.agenda(settings.shop, this.#fence, LEVELS_AHEAD);
    if (agenda === undefined) {
      this.#isOver = true;
      return;
    }
    await this.#countFlight(agenda);
    const action = this.#choose(agenda);
    if (action === undefined) return this.#pause(PAUSE_MS);
    // What comes while a token is waited for may be part of the same write, so it is chosen anew.
    if (action.kind !== 'judge' && !this.#hasToken) return this.#pace(agenda);
    this.#begin(action, agenda);
  }

  /** Tells the own callers what has ended; with nobody left who waits, the work is over. */
  async #look(): Promise<void> {
    await this.#writer.look();
    this.#lookedAt = this.#writer.carrier.monotonic();
    if (this.#writer.wantedKeys.length === 0) this.#isOver = true;
  }

  async #pace({ intents }: Agenda): Promise<void> {
    const { store, carrier, settings } = this.#writer;
    const isUrgent = intents.some(({ priority }) => priority === 'interactive');
    const signal = this.#controller.signal;
    const paced = carrier.pace(isUrgent ? 'interactive' : 'background', signal).then(() => {
      this.#hasToken = true;
    });
    // A bucket that is empty for long is no reason to lose the lease, nor to keep callers waiting.
    for (;;) {
      await this.#first(settings.leaseMs / 4, [paced]);
      if (this.#hasToken) return;
      if (!(await store.renewLease(settings.shop, this.#fence))) this.#isOver = true;
      else await this.#look();
      if (this.#isOver) return;
    }
  }

  /** Waits until something that is under way has ended, or for a time. */
  #pause(forMs = Infinity): Promise<void> {
    return this.#first(forMs, [...this.#tasks]);
  }

  /** Waits for the first of some promises, but no longer than for a time. */
  async #first(forMs: number, promises: readonly Promise<void>[]): Promise<void> {
    const { clock } = this.#writer.carrier;
    const controller = new AbortController();
    const pause = wait(clock, forMs, controller.signal).catch(() => {});
    try {
      await Promise.race(forMs === Infinity ? promises : [...promises, pause]);
    } finally {
      controller.abort();
    }
  }

  /** Adds to the store how long this process has waited for what may still arrive. */
  async #countFlight({ statements }: Agenda): Promise<void> {
    const { store, carrier, settings } = this.#writer;
    const now = carrier.monotonic();
    const ms = now - this.#flightSince;
    const open = statements.filter(mayArrive);
    const ids = open
      .filter(({ id, sentAt }) => this.#flight.get(id) === sentAt)
      .map(({ id }) => id);
    if (ids.length > 0 && ms < PAUSE_MS) return;
    this.#flightSince = now;
    this.#flight = new Map(open.map(({ id, sentAt }) => [id, sentAt]));
    if (ids.length === 0) return;
    const isHeld = await store.waited(settings.shop, this.#fence, ids, Math.floor(ms));
    if (!isHeld) this.#isOver = true;
  }

  #choose(agenda: Agenda): Action | undefined {
    const { carrier, busy } = this.#writer;
    const reads: Place[] = [];
    const blocked = new Set(busy);
    for (const statement of agenda.statements) {
      const place = placeOf(statement);
      blocked.add(place);
      if (busy.has(place)) continue;
      const action = this.#ofStatement(statement, agenda);
      if (action === 'read') reads.push(statement);
      else if (action !== undefined) return action;
    }
    for (const intents of byTurn(agenda.intents)) {
      const [head] = intents;
      if (head === undefined || blocked.has(placeOf(head.content))) continue;
      const isRead = !carrier.needsReading(head) || this.#youngReading(head.content) !== undefined;
      if (!isRead) reads.push(head.content);
      else if (reads.length === 0) {
        return { kind: 'write', place: head.content, intents: this.#group(head, intents) };
      }
    }
    return reads.length === 0 ? undefined : { kind: 'read', places: onePage(reads) };
  }

  /** The intents that can be one write with the first of their level. */
  #group(head: Intent, intents: readonly Intent[]): readonly Intent[] {
    const end = intents.findIndex(
      (intent, index) =>
        index > 0 &&
        (head.isAlone || intent.isAlone || !this.#writer.carrier.canJoin(head, intent)),
    );
    return end < 0 ? intents : intents.slice(0, end);
  }

  /** What a statement needs of which an attempt has no answer: a reading, a step, or nothing yet. */
  #ofStatement(statement: Statement, { now }: Agenda): Action | 'read' | undefined {
    const { carrier, settings } = this.#writer;
    const isOpen = mayArrive(statement);
    if (isOpen) {
      if (statement.isAcknowledged || statement.isShown) return undefined;
      // An attempt of a moment ago may well be under way, and its sender alive.
      if (now - statement.sentAt < settings.requestMs) return undefined;
      // One look after each attempt: what it shows will not be otherwise before the flight is over.
      if (this.#seen.get(statement.id) === statement.sentAt) return undefined;
    }
    const key = placeOf(statement);
    const since = this.#needsFrom.get(key);
    const reading = this.#youngReading(statement);
    if (reading === undefined || since === undefined || reading.at < since) {
      this.#needsFrom.set(key, since ?? carrier.monotonic());
      return 'read';
    }
    if (!isOpen) return { kind: 'judge', statement, reading };
    this.#seen.set(statement.id, statement.sentAt);
    this.#needsFrom.delete(key);
    if (carrier.judge(statement, reading.level) === 'applied') {
      return { kind: 'judge', statement, reading };
    }
    const isSame = carrier.isSameWrite(statement, reading.level);
    const isLeft = statement.attempts < MOST_ATTEMPTS;
    return isSame && isLeft ? { kind: 'again', statement } : undefined;
  }

  /** A reading that may still be written on. */
  #youngReading(place: Place): Reading | undefined {
    const { carrier, settings } = this.#writer;
    const reading = this.#readings.get(placeOf(place));
    if (reading === undefined) return undefined;
    return carrier.monotonic() - reading.at <= settings.maxAgeMs ? reading : undefined;
  }

  #begin(action: Action, agenda: Agenda): void {
    const { busy } = this.#writer;
    const places = placesOf(action).map(placeOf);
    for (const place of places) busy.add(place);
    if (action.kind !== 'judge') this.#hasToken = false;
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
        return this.#read(action.places, agenda);
      case 'write':
        return this.#write(action.place, action.intents);
      case 'again':
        return this.#again(action.statement);
      case 'judge':
        return this.#judge(action.statement, action.reading);
    }
  }

  async #read(places: readonly Place[], agenda: Agenda): Promise<void> {
    const { carrier } = this.#writer;
    const outcome = await carrier.read(places, this.#controller.signal);
    if (outcome.kind === 'unauthorized') return this.#leave(outcome.error);
    // A reading that failed is tried again with the next token; its calls end by their deadlines.
    if (outcome.kind === 'failed') return this.#first(PAUSE_MS, []);
    const at = carrier.monotonic();
    const levels = new Map(outcome.levels.map((level) => [placeOf(level), level]));
    const told = new Map(agenda.acknowledged.map((each) => [placeOf(each.level), each]));
    for (const place of places.map(placeOf)) {
      const level = levels.get(place);
      const known = told.get(place);
      const isStale = level !== undefined && known !== undefined && carrier.isStale(level, known);
      const times = isStale ? (this.#staleReadings.get(place) ?? 0) + 1 : 0;
      this.#staleReadings.set(place, times);
      if (!isStale) this.#readings.set(place, { level, at, isStale: false });
      else if (times >= MOST_STALE_READINGS)
        this.#readings.set(place, { level, at, isStale: true });
    }
    return undefined;
  }

  async #write(place: Place, intents: readonly Intent[]): Promise<void> {
    const { store, carrier, settings } = this.#writer;
    const { shop, inFlightMs } = settings;
    const [head] = intents;
    if (head === undefined) return;
    const reading = carrier.needsReading(head) ? this.#youngReading(place) : undefined;
    if (carrier.needsReading(head) && reading === undefined) {
      this.#hasToken = true;
      return;
    }
    const plan =
      reading?.isStale === true
        ? carrier.refuseStale(intents)
        : carrier.plan(reading?.level, intents);
    if (!plan.isSent) {
      // Nothing was sent, so the token serves for what comes next.
      this.#hasToken = true;
      if (!(await store.settle(shop, this.#fence, plan.settlements))) this.#isOver = true;
      return;
    }
    const send = await carrier.ready(this.#controller.signal);
    const { variantId, locationId } = place;
    const statement = {
      id: carrier.newId(),
      variantId,
      locationId,
      target: plan.target,
      before: reading?.level,
      keys: intents.map(({ key }) => key),
      refusals: plan.refusals,
      inFlightMs,
    };
    if (reading !== undefined && carrier.monotonic() - reading.at > settings.maxAgeMs) {
      this.#hasToken = true;
      return;
    }
    await this.#send(statement, send, () => store.begin(shop, this.#fence, statement));
  }

  async #again(statement: Statement): Promise<void> {
    const { store, carrier, settings } = this.#writer;
    const send = await carrier.ready(this.#controller.signal);
    await this.#send(statement, send, () =>
      store.beginAgain(settings.shop, this.#fence, statement.id),
    );
  }

  /** Records an attempt, sends it no later than it may be sent, and records its answer. */
  async #send(
    {
      id,
      variantId,
      locationId,
      target,
    }: Pick<Statement, 'id' | 'variantId' | 'locationId' | 'target'>,
    send: (write: Write) => Promise<SendOutcome>,
    record: () => Promise<boolean>,
  ): Promise<void> {
    const { carrier, settings } = this.#writer;
    const place = placeOf({ variantId, locationId });
    const began = { monotonic: carrier.monotonic(), wall: carrier.clock.now() };
    let isRecorded: boolean;
    try {
      isRecorded = await record();
    } catch (error) {
      // Whether it was recorded is unknown; it is certain that nothing was sent.
      await this.#end(id, { kind: 'not-executed' });
      throw error;
    }
    if (!isRecorded) {
      this.#hasToken = true;
      return;
    }
    this.#readings.delete(place);
    const lateMs = Math.max(
      carrier.monotonic() - began.monotonic,
      Math.abs(carrier.clock.now() - began.wall),
    );
    if (lateMs > settings.sendDeadlineMs) {
      await this.#end(id, { kind: 'not-executed' });
      return;
    }
    const outcome = await send({ variantId, locationId, target });
    if (outcome.kind === 'lost') return;
    if (outcome.kind === 'acknowledged') {
      const { level } = outcome;
      this.#readings.set(place, { level, at: carrier.monotonic(), isStale: false });
      await this.#end(id, outcome);
      return;
    }
    await this.#end(id, outcome.kind === 'refused' ? outcome : { kind: 'not-executed' });
    if (outcome.kind === 'unauthorized') await this.#leave(outcome.error);
  }

  /** Records an answer, with some patience: it is known, and would otherwise have to be found out. */
  async #end(statementId: string, answer: Answer): Promise<void> {
    const { store, carrier, settings } = this.#writer;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const doubled = await store.end(settings.shop, statementId, answer);
        if (doubled.length > 0) settings.onDoubled?.(doubled);
        this.#lookedAt = -Infinity;
        return;
      } catch (error) {
        if (attempt === MOST_RECORDINGS) throw error;
        await wait(carrier.clock, PAUSE_MS * attempt, undefined);
      }
    }
  }

  async #judge(statement: Statement, { level }: Reading): Promise<void> {
    const { store, carrier, settings } = this.#writer;
    const verdict = carrier.judge(statement, level);
    await store.judge(settings.shop, this.#fence, statement.id, verdict, level);
    this.#needsFrom.delete(placeOf(statement));
    this.#lookedAt = -Infinity;
  }

  /** The platform does not take this process's token: others may go on. */
  async #leave(error: unknown): Promise<void> {
    this.#isOver = true;
    await this.#writer.bar(error);
  }
}

function placesOf(action: Action): readonly Place[] {
  if (action.kind === 'read') return action.places;
  return [action.kind === 'write' ? action.place : action.statement];
}

/** As many places as one request can ask for: the filters let every pair of their ids through. */
function onePage(places: readonly Place[]): readonly Place[] {
  const variants = new Set<string>();
  const locations = new Set<string>();
  const page: Place[] = [];
  for (const place of places.slice(0, LEVELS_AHEAD)) {
    variants.add(place.variantId);
    locations.add(place.locationId);
    if (variants.size * locations.size > MOST_LEVELS) break;
    page.push(place);
  }
  return page;
}
