import { check, hasMethods, within } from '../../base/check.ts';
import { argumentsTo, InvalidInputError } from '../../errors/index.ts';
import { MAX_BODY_BYTES } from '../../wire/index.ts';
import type { WebhookEvent } from './parse-webhook.ts';
import { parseWebhook } from './parse-webhook.ts';
import { discard, readBody } from './limited-body.ts';
import { readReceiverOptions } from './options.ts';
import type { ReceiverSettings, WebhookReceiverOptions } from './options.ts';
import { isSignedBy, readSignature } from '../verify/verify-webhook.ts';

const PLACE = argumentsTo('createWebhookReceiver');
const REQUEST_EXPECTED =
  'a Request; for node:http and Express, wrap the receiver: toNodeHandler(receiver)';

/** The answer to the platform: a status, and a text where it is no 200. */
interface Outcome {
  readonly status: number;
  readonly error?: string;
}

const HANDLED: Outcome = { status: 200 };
const BUSY: Outcome = { status: 503, error: 'The webhook is being handled' };
const FAILED: Outcome = { status: 500, error: 'The webhook could not be handled' };
const MALFORMED: Outcome = { status: 400, error: 'The webhook is malformed' };
const UNSIGNED: Outcome = { status: 401, error: 'The signature is missing or wrong' };
const CUT_OFF: Outcome = { status: 400, error: 'The body could not be read' };
const TOO_LARGE: Outcome = { status: 413, error: 'The body is larger than 1 MiB' };
const NOT_ALLOWED: Outcome = { status: 405, error: 'Webhooks are posted' };

/**
 * Makes a function that answers the platform's webhooks, for every framework that speaks `Request` and
 * `Response`. It verifies the signature, reads the event and hands it to `onEvent`, each delivery once:
 * a duplicate is answered 200, one that arrives while the first is still being handled as soon as that
 * one is. Of any number of receivers that share a `seen` or a `store`, one at a time has a delivery; one
 * that fails or dies leaves it to be handed over anew, with the next `attempt`.
 *
 * - 200: handled, now or before
 * - 400: no topic, no JSON in UTF-8, or not what the topic promises
 * - 401: not signed with one of the secrets
 * - 405: no POST
 * - 413: larger than 1 MiB; the rest is not read
 * - 500: `onEvent` or `seen` failed. The platform tries again.
 * - 503: another process is at it. The platform tries again, and then learns how that ended.
 *
 * Give it the request before anything else reads the body. Its promise does not reject. For `node:http`
 * and Express, wrap it by `toNodeHandler`.
 *
 * @throws InvalidInputError when an option is wrong; the secret is not in it. The function throws it at
 * once where it is given something else than a `Request`.
 *
 * @example
 * ```ts run
 * import { createWebhookReceiver } from 'genstore-inventory/webhooks';
 *
 * const receiver = createWebhookReceiver({
 *   secret: process.env.CLIENT_SECRET ?? '',
 *   onEvent: async (event) => {
 *     if (event.type === 'inventory/update') console.log(event.level.available);
 *   },
 *   onError: console.error,
 * });
 * export default { fetch: receiver }; // Deno, Bun, Workers
 * ```
 */
export function createWebhookReceiver(
  options: WebhookReceiverOptions,
): (request: Request) => Promise<Response> {
  const settings = readReceiverOptions(options);
  const running = new Map<string, Promise<Outcome>>();
  return (request) => {
    check(within(PLACE, 'request'), isRequest(request), REQUEST_EXPECTED);
    return receive(request, settings, running).then(toResponse);
  };
}

function isRequest(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const body: unknown = Reflect.get(value, 'body');
  const isBody = body === null || hasMethods(body, ['getReader']);
  return isBody && hasMethods(Reflect.get(value, 'headers'), ['get']);
}

async function receive(
  request: Request,
  settings: ReceiverSettings,
  running: Map<string, Promise<Outcome>>,
): Promise<Outcome> {
  try {
    const { method, headers } = request;
    const isUnread = !request.bodyUsed && request.body?.locked !== true;
    check(within(PLACE, 'request'), isUnread, 'one whose body nothing has read yet');
    const signature = readSignature(PLACE, headers);
    if (method !== 'POST' || signature === undefined) {
      discard(request.body);
      return method === 'POST' ? UNSIGNED : NOT_ALLOWED;
    }
    const body = await readBody(request, MAX_BODY_BYTES);
    if (!body.ok) {
      if (body.problem === 'too-large') return TOO_LARGE;
      // Whoever made the request knows that its body is not the raw one.
      if (body.cause instanceof InvalidInputError) throw body.cause;
      settings.report(body.cause);
      return CUT_OFF;
    }
    const { bytes } = body;
    if (!(await isSignedBy(settings.secrets, bytes, signature))) return UNSIGNED;
    const event = parse(bytes, headers, settings);
    if (event === undefined) return MALFORMED;
    const { topic, shopDomain } = event;
    const place = shopDomain === undefined ? {} : { shopDomain };
    const id: unknown = await settings.identify({ topic, ...place, headers, body: bytes });
    // All deliveries without an id would be taken for one, and only the first handed over.
    check(
      within(PLACE, 'identify'),
      typeof id === 'string' && id !== '',
      'a function that returns a text, not empty',
    );
    const first = running.get(id);
    if (first !== undefined) return await first;
    const handling = handle(event, id, settings);
    running.set(id, handling);
    try {
      return await handling;
    } finally {
      running.delete(id);
    }
  } catch (error) {
    settings.report(error);
    return FAILED;
  }
}

function parse(
  body: Uint8Array,
  headers: Headers,
  { report, wire }: ReceiverSettings,
): WebhookEvent | undefined {
  try {
    return parseWebhook({ body, headers, wire });
  } catch (error) {
    report(error);
    return undefined;
  }
}

/** Hands an event over to who has claimed it. Does not reject, since several may wait for it. */
async function handle(
  event: WebhookEvent,
  id: string,
  { onEvent, seen, report }: ReceiverSettings,
): Promise<Outcome> {
  let attempt: number | undefined;
  try {
    const claim = await seen.claim(id);
    if (claim.state !== 'claimed') return claim.state === 'handled' ? HANDLED : BUSY;
    ({ attempt } = claim);
    await onEvent(event, { id, attempt });
  } catch (error) {
    report(error);
    if (attempt !== undefined) await settle(seen, id, attempt, 'failed', report);
    return FAILED;
  }
  // Where that fails it is handled all the same, and would be twice if the platform were told otherwise.
  await settle(seen, id, attempt, 'handled', report);
  return HANDLED;
}

/** Ends a claim. Where that is not possible, the claim ends by itself. */
async function settle(
  seen: ReceiverSettings['seen'],
  id: string,
  attempt: number,
  outcome: 'handled' | 'failed',
  report: (error: unknown) => void,
): Promise<void> {
  try {
    await seen.settle(id, attempt, outcome);
  } catch (error) {
    report(error);
  }
}

function toResponse({ status, error }: Outcome): Response {
  if (error === undefined) return new Response(null, { status });
  const headers = {
    'Content-Type': 'application/json',
    ...(status === NOT_ALLOWED.status ? { Allow: 'POST' } : {}),
  };
  return new Response(JSON.stringify({ error }), { status, headers });
}
