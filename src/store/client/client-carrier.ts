import { onAbort, untilAborted, wait } from '../../base/abort.ts';
import {
  backoffMs,
  Call,
  fetchPage,
  fetchPages,
  isNoJson,
  isOlder,
  isPassing,
  isRefusal,
  LONGEST_PAUSE_MS,
  notify,
  planConnect,
  planSet,
  sendWrite,
  tellWait,
} from '../../client/store-door.ts';
import type { Session } from '../../client/session.ts';
import {
  AuthenticationError,
  InventoryError,
  PermissionError,
  RateLimitError,
  ResponseError,
} from '../../errors/index.ts';
import { READABLE_QUANTITIES } from '../../model/status.ts';
import { inventoryPath, MAX_LIMIT } from '../../wire/index.ts';
import type { InventoryLevel } from '../../wire/index.ts';
import type { Carrier, Place, Plan, SendOutcome, Write } from '../writer/carrier.ts';
import type { LevelReading } from '../intent.ts';
import { placeOf } from '../writer/turns.ts';
import { judgeStatement } from './judgement.ts';
import type { Owners } from './owners.ts';
import { hooksOf } from './owners.ts';
import { canJoin, isSameWrite, needsReading, plan, refuseAll } from './planning.ts';
import { refusalOfPlatform, refusalOfReading } from './refusals.ts';

/** The writes that were sent and have no answer that tells: for whoever asks what is known of it. */
export type Sent = Map<string, SentAttempt>;

interface SentAttempt extends Write {
  readonly sentAt: number;
  /** How its answer was lost. */
  readonly loss?: unknown;
}

type Requested = 'read' | 'write';

/** How many levels are remembered that were odd when they were read. */
const MOST_ODD = 1_000;

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
  readonly #sent: Sent;
  /** Of each request that the limiter has let through, its ticket. */
  readonly #tickets = new Set<{ readonly ticket: object; readonly stop: () => void }>();
  /** Levels without numbers, and what was last read too old. */
  readonly #untracked = new Set<string>();
  readonly #stale = new Map<string, { observed: LevelReading; known: LevelReading }>();
  /** What a token was refused for, where another one was asked for since. */
  readonly #renewedFor = new Set<Requested>();
  /** The token that the platform refused last, until another one is asked for. */
  #refusedToken: string | undefined;

  constructor(
    session: Session,
    owners: Owners,
    sent: Sent,
    monotonic: () => number,
    judge: Carrier['judge'] = judgeStatement,
  ) {
    this.clock = session.settings.clock;
    this.monotonic = monotonic;
    this.judge = judge;
    this.#session = session;
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
    const entry = { ticket, stop: (): void => {} };
    // What a holder has left over serves nobody else.
    entry.stop = onAbort(signal, () => {
      if (this.#tickets.delete(entry)) this.#session.observe(ticket);
    });
    if (!signal.aborted) this.#tickets.add(entry);
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
      for (const key of wanted) this.#untracked.delete(key);
      const pages = fetchPages((pageToken) => fetchPage(call, { ...query, pageToken }));
      for await (const { levels, untracked } of pages) {
        for (const each of untracked) {
          if (wanted.has(placeOf(each))) remember(this.#untracked, placeOf(each));
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
    if (level === undefined && head !== undefined && needsReading(head)) {
      if (this.#untracked.has(placeOf(head.content))) return this.#refuseUntracked(intents);
    }
    return plan(this.#session.settings, level, intents);
  };

  readonly refuseStale: Carrier['refuseStale'] = (intents) => {
    const [head] = intents;
    const place = head === undefined ? '' : placeOf(head.content);
    const { observed, known } = this.#stale.get(place) ?? {};
    this.#stale.delete(place);
    const path = inventoryPath(this.#session.settings.apiVersion);
    const reading = { method: 'GET', path, observed, known } as Parameters<
      typeof refusalOfReading
    >[0];
    return refuseAll(intents, refusalOfReading(reading));
  };

  readonly isSameWrite: Carrier['isSameWrite'] = (statement, intents, level) =>
    isSameWrite(this.#session.settings, statement, intents, level);

  readonly isStale: Carrier['isStale'] = (reading, { before, level: known }) => {
    const isOld =
      isOlder(reading, known, before === undefined ? [] : [before]) ||
      this.#isSuperseded(reading, known);
    if (isOld) {
      this.#stale.set(placeOf(reading), { observed: reading, known });
      forgetOldest(this.#stale);
    }
    return isOld;
  };

  /** Whether a reading shows what stood there before this process's last writes, if nobody wrote since. */
  #isSuperseded(reading: LevelReading, known: LevelReading): boolean {
    const told = this.#session.acknowledged.newerThan(placeOf(reading), reading);
    return told !== undefined && READABLE_QUANTITIES.every((name) => told[name] === known[name]);
  }

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
    const { target, statementId } = write;
    const { request } =
      target === undefined ? planConnect(settings, write) : planSet(settings, write, target);
    const call = this.#callFor([write], target === undefined ? 'connect' : 'adjust');
    call.token = token;
    // It was paid for by the holding, and must leave at once.
    if (call.tickets.length === 0) call.tickets.push({});
    const earlier = this.#sent.get(statementId);
    const sent = { ...write, sentAt: this.clock.now() };
    this.#sent.set(statementId, sent);
    forgetOldest(this.#sent);
    const outcome = await sendWrite(call, write, request).then(
      (level): SendOutcome => ({ kind: 'acknowledged', level }),
      (error: unknown) => this.#outcomeOf(call, error),
    );
    const isTaken = outcome.kind === 'acknowledged' || outcome.kind === 'refused';
    if (isTaken) this.#renewedFor.delete('write');
    if (outcome.kind === 'acknowledged') {
      this.#session.acknowledged.add(placeOf(write), outcome.level, write.before);
    }
    // What says nothing of an earlier attempt leaves that in doubt.
    if (outcome.kind === 'lost') this.#sent.set(statementId, { ...sent, loss: outcome.error });
    else if (outcome.kind === 'acknowledged' || earlier === undefined) {
      this.#sent.delete(statementId);
    } else this.#sent.set(statementId, earlier);
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
    const call = new Call(owners[0]?.operation ?? operation, bounds, this.#session);
    call.hooks = this.#hooksOf(owners);
    call.attempts = Math.max(0, ...owners.map(({ attempts }) => attempts));
    call.refusedToken = this.#refusedToken;
    const [entry] = this.#tickets;
    if (entry !== undefined) {
      this.#tickets.delete(entry);
      entry.stop();
      call.tickets.push(entry.ticket);
    }
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

  #refuseUntracked(intents: Parameters<Carrier['plan']>[1]): Plan {
    const { apiVersion, wire } = this.#session.settings;
    const path = inventoryPath(apiVersion);
    const expected = 'a number: the stock of this variant is not tracked';
    const error = new ResponseError({ method: 'GET', path, at: wire.available, expected });
    return refuseAll(intents, refusalOfPlatform(error));
  }
}

function remember(set: Set<string>, key: string): void {
  set.add(key);
  const [oldest = key] = set;
  if (set.size > MOST_ODD) set.delete(oldest);
}

function forgetOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (oldest !== undefined && map.size > MOST_ODD) map.delete(oldest);
}
