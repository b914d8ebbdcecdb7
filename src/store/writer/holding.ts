import { momentOf } from './carrier.ts';
import type { Place } from './carrier.ts';
import { Flights } from './flights.ts';
import type { Agenda } from '../store-steps.ts';
import { Failures } from './failures.ts';
import { Choice, LEVELS_AHEAD, placesOf, tokensFor } from './next-action.ts';
import type { Action } from './next-action.ts';
import { firstOf } from './pause.ts';
import { Readings } from './readings.ts';
import { sendRecorded } from './sending.ts';
import type { Sending } from './sending.ts';
import { Supplies } from './supplies.ts';
import { placeOf } from './turns.ts';
import type { Worker } from './worker.ts';

/** How long to wait where there is nothing to do but wait, in milliseconds. */
const PAUSE_MS = 100;
/** How often it is looked for what others have ended, in milliseconds. */
const LOOK_MS = 500;
/** After so many urgent writes in a row one of the background goes first, so that a night ends. */
const MOST_URGENT_IN_A_ROW = 3;

/** The time in which a process holds a shop's lease, and works. */
export class Holding {
  readonly #worker: Worker;
  readonly #fence: number;
  readonly #readings: Readings;
  readonly #choice: Choice;
  readonly #supplies: Supplies;
  readonly #flights = new Flights();
  readonly #failures: Failures;
  readonly #tasks = new Set<Promise<void>>();
  readonly #controller = new AbortController();
  #urgentInARow = 0;
  #isOver = false;
  #failure: { readonly error: unknown } | undefined;
  #lookedAt: number;
  #renewedAt: number;

  constructor(worker: Worker, fence: number) {
    const { carrier, settings, busy, lost } = worker;
    this.#worker = worker;
    this.#fence = fence;
    this.#readings = new Readings(carrier, settings);
    this.#choice = new Choice({
      carrier,
      readings: this.#readings,
      busy,
      isLost: ({ id, attempts }) => lost.get(id) === attempts,
      requestMs: settings.requestMs,
    });
    this.#supplies = new Supplies(worker, this.#controller.signal);
    this.#failures = new Failures(carrier, this.#controller.signal);
    this.#lookedAt = carrier.monotonic();
    this.#renewedAt = carrier.monotonic();
  }

  /** Works until the own calls are done or the lease is lost. */
  async work(): Promise<void> {
    const { store, settings } = this.#worker;
    try {
      while (!this.#isOver && this.#failure === undefined) await this.#turn();
    } catch (error) {
      this.#failure ??= { error };
    }
    this.#controller.abort();
    await store.dropLease(settings.shop, this.#fence).catch(() => {});
    if (this.#failure === undefined) return;
    // What was sent may still be answered, and then its callers are told that instead.
    await Promise.allSettled(this.#tasks);
    throw this.#failure.error;
  }

  async #turn(): Promise<void> {
    const { store, carrier, settings } = this.#worker;
    await this.#look();
    if (this.#isOver) return;
    if (this.#tasks.size >= settings.concurrency) return this.#pause(LOOK_MS);
    const agenda = await store.agenda(settings.shop, this.#fence, LEVELS_AHEAD);
    if (agenda !== undefined) {
      const waits = this.#flights.count(agenda.statements, carrier.monotonic());
      const isHeld = waits.length === 0 || (await store.waited(settings.shop, this.#fence, waits));
      if (isHeld) return this.#act(agenda);
    }
    this.#isOver = true;
  }

  async #act(agenda: Agenda): Promise<void> {
    this.#forgetLost(agenda);
    const first = this.#urgentInARow < MOST_URGENT_IN_A_ROW ? 'interactive' : 'background';
    const action = this.#choice.next(agenda, first);
    if (action === undefined) {
      const isLeft =
        agenda.intents.length > 0 || agenda.statements.some(({ intents }) => intents.length > 0);
      if (!isLeft) this.#worker.endRecoveries();
      return this.#pause(PAUSE_MS);
    }
    // What comes while something is waited for may be part of the same write, so it is chosen anew.
    if (this.#supplies.tokens < tokensFor(action)) {
      await this.#supplies.pay(action.priority);
      return this.#renew();
    }
    const isSent = action.kind === 'write' || action.kind === 'again';
    // It is no progress, so it renews nothing: where it hangs, the lease goes.
    if (isSent && this.#supplies.sender === undefined) return this.#supplies.prepare();
    this.#begin(action, agenda);
  }

  /** Keeps the lease while an empty bucket is waited for: that is no reason to lose it. */
  async #renew(): Promise<void> {
    const { store, carrier, settings } = this.#worker;
    if (carrier.monotonic() - this.#renewedAt < settings.leaseMs / 4) return;
    this.#renewedAt = carrier.monotonic();
    if (!(await store.renewLease(settings.shop, this.#fence))) this.#isOver = true;
  }

  /** What has ended needs no memory of its lost answers. */
  #forgetLost({ statements }: Agenda): void {
    const { lost } = this.#worker;
    const open = new Set(statements.map(({ statement }) => statement.id));
    for (const id of lost.keys()) if (!open.has(id)) lost.delete(id);
  }

  /** Tells the own callers what others have ended; with nobody left who waits, the work is over. */
  async #look(): Promise<void> {
    const { carrier } = this.#worker;
    if (carrier.monotonic() - this.#lookedAt >= LOOK_MS) {
      await this.#worker.look();
      this.#lookedAt = carrier.monotonic();
    }
    if (this.#worker.isIdle) this.#isOver = true;
  }

  /** Waits until something that is under way has ended, or for a time. */
  #pause(forMs: number): Promise<void> {
    const { carrier, idle } = this.#worker;
    return firstOf(carrier.clock, forMs, this.#tasks, idle);
  }

  #begin(action: Action, agenda: Agenda): void {
    const { busy, underWay } = this.#worker;
    const places = placesOf(action).map(placeOf);
    for (const place of places) busy.add(place);
    this.#supplies.tokens -= tokensFor(action);
    const task = this.#carryOut(action, agenda)
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        // Kept for the first write on what was read.
        if (action.kind === 'read' && action.isForWriting) this.#supplies.tokens += 1;
        for (const place of places) busy.delete(place);
        this.#tasks.delete(task);
        underWay.delete(task);
      });
    this.#tasks.add(task);
    underWay.add(task);
  }

  async #carryOut(action: Action, agenda: Agenda): Promise<void> {
    const worker = this.#worker;
    const { store, carrier, settings } = worker;
    const { shop, inFlightMs } = settings;
    switch (action.kind) {
      case 'read':
        return this.#read(action.places, agenda);
      case 'settle': {
        const { place, intents, plan } = action;
        const ended = await store.settle(shop, this.#fence, plan.settlements, intents);
        if (ended === undefined) this.#readings.forget(place);
        else worker.tell(ended);
        return undefined;
      }
      case 'write': {
        const { place, intents, plan, reading, priority } = action;
        this.#urgentInARow = priority === 'interactive' ? this.#urgentInARow + 1 : 0;
        const statement = {
          ...place,
          id: carrier.newId(),
          target: plan.target,
          before: reading?.level,
          keys: intents.map(({ key }) => key),
          refusals: plan.refusals,
          inFlightMs,
        };
        const record = (): Promise<boolean> => store.begin(shop, this.#fence, statement, intents);
        return this.#send({ statement, attempt: 1, intents, record });
      }
      case 'again': {
        const { statement, intents } = action;
        const attempt = statement.attempts + 1;
        const each = { statementId: statement.id, attempt };
        const record = (): Promise<boolean> =>
          store.beginAgain(shop, this.#fence, each, inFlightMs);
        return this.#send({ statement, attempt, intents, record });
      }
      case 'judge': {
        const { statement, verdict, observed } = action;
        const each = { statementId: statement.id, attempt: statement.attempts };
        worker.tell((await store.judge(shop, this.#fence, each, verdict, observed)) ?? []);
        return this.#failures.judged(statement, verdict);
      }
    }
  }

  async #send(sending: Omit<Sending, 'send'>): Promise<void> {
    const send = this.#supplies.takeSender();
    if (send === undefined) return;
    const { statement } = sending;
    const askedAt = momentOf(this.#worker.carrier);
    this.#readings.forget(statement);
    const outcome = await sendRecorded(this.#worker, { ...sending, send });
    if (outcome === undefined) this.#supplies.tokens += 1;
    else if (outcome.kind === 'unauthorized') await this.#leave(outcome.error);
    else if (outcome.kind === 'not-executed') {
      await this.#failures.rest('write', [statement], outcome.error);
    } else if (outcome.kind === 'lost') this.#failures.lose(statement, outcome.error);
    else this.#failures.forget('write', [statement]);
    if (outcome?.kind === 'acknowledged') this.#readings.put(statement, outcome.level, askedAt);
  }

  async #read(places: readonly Place[], agenda: Agenda): Promise<void> {
    const { carrier } = this.#worker;
    const askedAt = momentOf(carrier);
    const outcome = await carrier.read(places, this.#controller.signal);
    if (outcome.kind === 'unauthorized') return this.#leave(outcome.error);
    if (outcome.kind === 'failed') return this.#failures.rest('read', places, outcome.error);
    this.#failures.forget('read', places);
    this.#readings.take(places, outcome.levels, agenda.acknowledged, askedAt);
    return undefined;
  }

  /** The platform does not take this process's token: others may go on. */
  async #leave(error: unknown): Promise<void> {
    this.#isOver = true;
    await this.#worker.bar(error);
  }
}
