import { untilAborted, wait } from '../../base/abort.ts';
import {
  backoffMs,
  fetchPage,
  fetchPages,
  isNoJson,
  isPassing,
  isRefusal,
  LONGEST_PAUSE_MS,
  notify,
  planConnect,
  planSet,
  sendWrite,
  tellWait,
} from '../../client/store-door.ts';
import type { Call } from '../../client/call.ts';
import type { Session } from '../../client/session.ts';
import {
  AuthenticationError,
  InventoryError,
  PermissionError,
  RateLimitError,
} from '../../errors/index.ts';
import { MAX_LIMIT } from '../../wire/index.ts';
import type { InventoryLevel } from '../../wire/index.ts';
import type { Carrier, Place, SendOutcome, Write } from '../writer/carrier.ts';
import { placeOf } from '../writer/turns.ts';
import { judgeStatement } from './judgement.ts';
import { OddLevels } from './odd-levels.ts';
import type { Owners } from './owners.ts';
import { hooksOf } from './owners.ts';
import { canJoin, isSameWrite, needsReading, plan, refuseAll } from './planning.ts';
import { refusalOfPlatform, refusalOfReading } from './refusals.ts';
import type { SentWrites } from './sent-writes.ts';
import { Tickets } from './tickets.ts';

type Requested = 'read' | 'write';

/** A client's session as the machine's carrier: its requests are paced, spelled and judged as any other. */
export class ClientCarrier implements Carrier {
  readonly clock: Session['settings']['clock'];
  readonly monotonic: () => number;
  readonly needsReading = needsReading;
  readonly canJoin = canJoin;
  readonly judge: Carrier['judge'];
  readonly newId = (): string => crypto.randomUUID();
  readonly #session: Session;
  readonly #owners: Owners;
  readonly #sent: SentWrites;
  /** Of each request that the limiter has let through, its ticket. */
  readonly #tickets: Tickets;
  readonly #oddLevels: OddLevels;
  /** What a token was refused for, where another one was asked for since. */
  readonly #renewedFor = new Set<Requested>();
  /** The token that the platform refused last, until another one is asked for. */
  #refusedToken: string | undefined;

  constructor(
    session: Session,
    owners: Owners,
    sent: SentWrites,
    monotonic: () => number,
    judge: Carrier['judge'] = judgeStatement,
  ) {
    this.clock = session.settings.clock;
    this.monotonic = monotonic;
    this.judge = judge;
    this.#session = session;
    this.#oddLevels = new OddLevels(session);
    this.#tickets = new Tickets(session);
    this.#owners = owners;
    this.#sent = sent;
  }

  readonly pace: Carrier['pace'] = async (priority, signal) => {
    const { rateLimiter } = this.#session.settings;
    if (rateLimiter === false) return;
    const ticket = {};
    await rateLimiter.acquire({
      priority,
      signal,
      onWait: (waitMs) => this.#owners.tellPace(priority, waitMs),
      ...(rateLimiter.observe !== undefined && { ticket }),
    });
    this.#tickets.keep(ticket, signal);
  };

  readonly read: Carrier['read'] = async (places, signal) => {
    const call = this.#callFor(places, 'adjust', signal);
    const wanted = new Set(places.map(placeOf));
    const query = {
      variantIds: [...new Set(places.map(({ variantId }) => variantId))],
      locationIds: [...new Set(places.map(({ locationId }) => locationId))],
      limit: MAX_LIMIT,
    };
    const found = new Map<string, InventoryLevel>();
    try {
      for (const key of wanted) this.#oddLevels.untracked.delete(key);
      const pages = fetchPages((pageToken) => fetchPage(call, { ...query, pageToken }));
      for await (const { levels, untracked } of pages) {
        for (const each of untracked) {
          if (wanted.has(placeOf(each))) this.#oddLevels.noteUntracked(each);
        }
        for (const level of levels)
          if (wanted.has(placeOf(level))) found.set(placeOf(level), level);
        if (found.size === wanted.size) break;
      }
      this.#renewedFor.delete('read');
      return { kind: 'read', levels: [...found.values()] };
    } catch (error) {
      if (error instanceof PermissionError) return { kind: 'unauthorized', error };
      if (!(error instanceof AuthenticationError)) return { kind: 'failed', error };
      return { kind: this.#mayRenew('read') ? 'failed' : 'unauthorized', error };
    } finally {
      this.#ended(call, places);
    }
  };

  readonly plan: Carrier['plan'] = (level, intents) => {
    const [head] = intents;
    const isRead = head !== undefined && level === undefined && needsReading(head);
    const untracked = isRead ? this.#oddLevels.untrackedAt(head.content) : undefined;
    if (untracked !== undefined) return refuseAll(intents, refusalOfPlatform(untracked));
    return plan(this.#session.settings, level, intents);
  };

  readonly refuseStale: Carrier['refuseStale'] = (intents) =>
    refuseAll(intents, refusalOfReading(this.#oddLevels.takeStale(intents[0]?.content)));

  readonly isSameWrite: Carrier['isSameWrite'] = (statement, intents, level) =>
    isSameWrite(this.#session.settings, statement, intents, level);

  readonly isStale: Carrier['isStale'] = (reading, known) =>
    this.#oddLevels.isStale(reading, known);

  readonly ready: Carrier['ready'] = async (signal) => {
    const refused = this.#refusedToken;
    this.#refusedToken = undefined;
    const token = await untilAborted(this.#session.token.get(refused), signal);
    return (write) => this.#send(write, token);
  };

  readonly backOff: Carrier['backOff'] = async (requested, places, error, failures, signal) => {
    if (signal.aborted) return;
    // Another token was not tried yet.
    if (error instanceof AuthenticationError) return;
    const { rateLimiter } = this.#session.settings;
    const delayMs = backoffMs(error, failures);
    if (error instanceof RateLimitError && rateLimiter !== false) {
      await rateLimiter.drain(Math.min(delayMs, LONGEST_PAUSE_MS));
    }
    // Something in between may have answered for the platform, once.
    const isWorthIt =
      requested === 'write' || isPassing(error) || (isNoJson(error) && failures === 1);
    const owners = this.#owners.at(places);
    for (const { call, maxRetries, end } of owners) {
      const most = call.remainingMs === Infinity ? LONGEST_PAUSE_MS : call.remainingMs;
      if (!isWorthIt || failures > maxRetries || delayMs >= most) end(error);
    }
    const calls = this.#owners.at(places).map(({ call }) => call);
    const pauseMs = Math.min(delayMs, LONGEST_PAUSE_MS);
    const looking = {
      operation: calls[0]?.operation ?? ('adjust' as const),
      hooks: this.#hooksOf(calls),
    };
    if (error instanceof InventoryError) {
      const { method = '', path = '', attempts: attempt = 1, code: reason } = error;
      const { operation } = looking;
      notify(looking.hooks, 'onRetry', () => {
        return { operation, method, path, attempt, reason, delayMs: pauseMs };
      });
    }
    tellWait(looking, pauseMs, 'retry');
    await wait(this.clock, pauseMs, signal);
  };

  #hooksOf(calls: readonly Call[]): ReturnType<typeof hooksOf> {
    return hooksOf([{ hooks: [this.#session.settings.hooks] }, ...calls]);
  }

  async #send(write: Write, token: string): Promise<SendOutcome> {
    const { settings } = this.#session;
    const { target } = write;
    const { request } =
      target === undefined ? planConnect(settings, write) : planSet(settings, write, target);
    const call = this.#callFor([write], target === undefined ? 'connect' : 'adjust');
    call.token = token;
    // It was paid for by the holding, and must leave at once.
    if (call.tickets.length === 0) call.tickets.push({});
    const ended = this.#sent.begin(write, this.clock.now());
    const outcome = await sendWrite(call, write, request).then(
      (level): SendOutcome => ({ kind: 'acknowledged', level }),
      (error: unknown) => this.#outcomeOf(call, error),
    );
    const isTaken = outcome.kind === 'acknowledged' || outcome.kind === 'refused';
    if (isTaken) this.#renewedFor.delete('write');
    if (outcome.kind === 'acknowledged') {
      this.#session.acknowledged.add(placeOf(write), outcome.level, write.before);
    }
    ended(outcome);
    this.#ended(call, [write]);
    return outcome;
  }

  #outcomeOf(call: Call, error: unknown): SendOutcome {
    if (!call.isSent || error instanceof RateLimitError) return { kind: 'not-executed', error };
    if (error instanceof PermissionError) return { kind: 'unauthorized', error };
    if (error instanceof AuthenticationError) {
      return { kind: this.#mayRenew('write') ? 'not-executed' : 'unauthorized', error };
    }
    if (error instanceof InventoryError && isRefusal(error)) {
      return { kind: 'refused', refusal: refusalOfPlatform(error) };
    }
    return { kind: 'lost', error };
  }

  /**
   * Whether another token may do, which is tried once: a token with which levels can be read is none
   * with which they can be written.
   */
  #mayRenew(requested: Requested): boolean {
    const mayRenew = this.#session.token.isRenewable && !this.#renewedFor.has(requested);
    if (mayRenew) this.#renewedFor.add(requested);
    else this.#renewedFor.clear();
    return mayRenew;
  }

  /** A request of the machine, as a call that goes by the bounds of those that it is made for. */
  #callFor(places: readonly Place[], operation: 'adjust' | 'connect', signal?: AbortSignal): Call {
    const owners = this.#owners.at(places).map(({ call }) => call);
    const timeouts = owners.map(({ timeoutMs }) => timeoutMs);
    const timeoutMs = timeouts.length === 0 ? undefined : Math.max(...timeouts);
    const bounds = { signal, timeoutMs, deadlineMs: Infinity, maxRetries: 0 };
    const call = this.#session.call(owners[0]?.operation ?? operation, bounds);
    call.hooks = this.#hooksOf(owners);
    call.attempts = Math.max(0, ...owners.map(({ attempts }) => attempts));
    call.refusedToken = this.#refusedToken;
    call.tickets.push(...this.#tickets.take());
    return call;
  }

  /** Counts the requests of the calls that they were made for. */
  #ended(request: Call, places: readonly Place[]): void {
    request.end();
    this.#refusedToken = request.refusedToken;
    for (const { call } of this.#owners.at(places)) {
      call.attempts = Math.max(call.attempts, request.attempts);
    }
  }
}
