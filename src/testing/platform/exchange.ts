import { REQUEST_ID_HEADER } from '../../wire/index.ts';
import { spell } from '../answer.ts';
import { parseBody } from './body.ts';
import type { Body } from './body.ts';
import { toCall } from './call.ts';
import type { Call, ExchangeRequest } from './call.ts';
import type { Answer } from '../answer.ts';
import { deferred, untilAborted } from '../../base/abort.ts';
import { concealInJson, concealInPath, concealTokens } from './conceal.ts';
import { damage, NO_ANSWER, reachesPlatform, shopSeen } from '../faults/damage.ts';
import type { Damage, Outcome } from '../faults/damage.ts';
import type { DelayFault, FakeOperation, Fault, LateFault } from '../faults/fault.ts';
import { meetFaults } from '../state/fault-script.ts';
import type { PendingFault } from '../state/fault-script.ts';
import type { RecordedRequest } from '../state/journal.ts';
import { admit, answerCall } from './admission.ts';
import { timeOf } from '../state/shop.ts';
import type { Shop } from '../state/shop.ts';

/** The circumstances that one request meets. */
interface Met {
  readonly delay: DelayFault | undefined;
  readonly fault: Damage | undefined;
}

/** A request that has arrived as a whole, and what it takes to go on with it. */
interface Arrival {
  readonly call: Call;
  readonly body: Body;
  readonly delay: DelayFault | undefined;
  readonly signal: AbortSignal | undefined;
  /** Writes the journal: what was answered, as far as that is known. */
  readonly record: (status: number | undefined, answer?: string) => void;
}

/**
 * Answers a request with data, for whichever transport it came over. Which faults it meets, and
 * whether it may pass, is settled at the moment of its arrival; then its body is waited for.
 *
 * @throws the signal's reason, when it is aborted.
 */
export async function exchange(shop: Shop, request: ExchangeRequest): Promise<Outcome> {
  const { signal } = request;
  const call = toCall(shop, request);
  const { delay, fault } = meet(call);
  const refusal = reachesPlatform(fault) ? admit(call) : undefined;
  shop.requestNumber += 1;
  const number = shop.requestNumber;
  const arrived = recordOf(call, number, fault?.kind ?? delay?.kind);
  shop.journal.put(number, arrived);
  shop.tell('requests');

  const text = await request.body;
  signal?.throwIfAborted();
  const body = parseBody(text);
  const received = { ...arrived, body: recordOfBody(call, text, body) };
  const record: Arrival['record'] = (status, answer) => {
    const kept = answer === undefined || answer.length > LONGEST_ANSWER ? undefined : answer;
    const shown = kept === undefined ? undefined : concealInPath(call, kept);
    shop.journal.put(number, { ...received, status, answer: shown });
    shop.tell('requests');
  };
  const arrival = { call, body, delay, signal, record };
  const outcome = await (fault?.kind === 'late'
    ? breakOff(arrival, fault)
    : carryOut(arrival, fault, refusal));
  return { ...outcome, headers: { ...outcome.headers, [REQUEST_ID_HEADER]: arrived.id } };
}

/** Longer bodies are pages of levels, of which a journal could not keep ten thousand. */
const LONGEST_ANSWER = 4096;

async function carryOut(
  { call, body, delay, signal, record }: Arrival,
  fault: Damage | undefined,
  refusal: Answer | undefined,
): Promise<Outcome> {
  const { shop } = call;
  if (delay !== undefined && delay.applied !== true) {
    record(undefined);
    await waitIn(shop, delay.ms, signal);
  }
  const seen = shopSeen(shop, fault);
  const { wire } = shop.settings;
  const answer = reachesPlatform(fault)
    ? answerCall(seen === shop ? call : { ...call, shop: seen }, refusal, body)
    : NO_ANSWER;
  const outcome = damage(spell(answer, wire), fault, wire);
  if (outcome.cut === 'before') record(undefined);
  else record(outcome.status, outcome.body);
  if (delay?.applied === true) await waitIn(shop, delay.ms, signal);
  return outcome;
}

/** How much later a late request arrives, in milliseconds, unless its fault says. */
const LATE_MS = 1000;

/** Lets a sender wait in vain as long as it likes; from then on its request is under way alone. */
async function breakOff(
  { call, body, delay, signal, record }: Arrival,
  { ms = LATE_MS }: LateFault,
): Promise<Outcome> {
  const { shop } = call;
  record(undefined);
  try {
    if (delay !== undefined) await waitIn(shop, delay.ms, signal);
  } finally {
    let forget = (): void => {};
    const cancel = shop.settings.clock.setTimer(() => {
      forget();
      const { status, body: text } = spell(answerCall(call, admit(call), body), shop.settings.wire);
      record(status, text);
    }, ms);
    forget = shop.life.onEnd(cancel);
  }
  return { ...NO_ANSWER, cut: 'before' };
}

/**
 * Waits for a time, until the sender gives up, or until the fake is reset: whoever then still waits
 * is answered at once, as the shop was.
 */
async function waitIn(
  { settings, life }: Shop,
  delayMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { promise: elapsed, resolve } = deferred();
  const cancel = settings.clock.setTimer(resolve, delayMs);
  const forget = life.onEnd(resolve);
  try {
    await untilAborted(elapsed, signal);
  } finally {
    cancel();
    forget();
  }
}

/** Only what asks for an operation meets faults: the rest is a mistake to be told at once. */
function meet({ shop, route: { operation } }: Call): Met {
  if (operation === undefined) return { delay: undefined, fault: undefined };
  const { script, met } = meetFaults(shop.faults, isFor(operation), isDelay);
  if (script !== shop.faults) shop.tell('faults');
  shop.faults = script;
  return { delay: met.find(isDelay), fault: met.find(isNoDelay) };
}

const isDelay = (fault: Fault): fault is DelayFault => fault.kind === 'delay';
const isNoDelay = (fault: Fault): fault is Damage => fault.kind !== 'delay';

function isFor(asked: FakeOperation): (pending: PendingFault) => boolean {
  return ({ operation, fault }) => {
    if (fault.kind === 'stale-read' && asked !== 'query') return false;
    return operation === undefined || operation === asked;
  };
}

function recordOf(call: Call, number: number, fault: RecordedRequest['fault']): RecordedRequest {
  const { shop, method, url, route } = call;
  const { operation } = route;
  const isForeign = operation === undefined && route.isForeign;
  const path = isForeign ? `${url.origin}${url.pathname}` : url.pathname;
  return {
    id: `req-${number}`,
    operation,
    method,
    path: concealInPath(call, path),
    query: queryOf(call),
    body: undefined,
    status: undefined,
    answer: undefined,
    at: timeOf(shop.settings),
    fault,
  };
}

function queryOf(call: Call): Readonly<Record<string, string>> {
  if (call.url.search === '') return {};
  const parameters = Array.from(call.url.searchParams, ([name, value]) => [
    concealTokens(call, name),
    concealTokens(call, value),
  ]);
  return Object.fromEntries(parameters) as Readonly<Record<string, string>>;
}

function recordOfBody(call: Call, text: string, body: Body): unknown {
  if (body.ok && !isDeep(text, body.value)) return concealInJson(call, text, body.value);
  const kept = body.ok ? text : body.text;
  return kept === undefined ? undefined : concealTokens(call, kept);
}

/** A deeper body could overflow the stack of whoever writes the journal down. */
const DEEPEST = 500;

function isDeep(text: string, value: unknown): boolean {
  if (text.length <= DEEPEST * 2) return false;
  let layer = [value];
  for (let depth = 0; depth <= DEEPEST && layer.length > 0; depth += 1) {
    layer = layer.flatMap((each): unknown[] =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    );
  }
  return layer.length > 0;
}
