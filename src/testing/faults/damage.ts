import { encodeError } from '../../wire/index.ts';
import type { WireProfile } from '../../wire/index.ts';
import { answer } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { DelayFault, Fault, StatusFault } from './fault.ts';
import type { Posting, Shop } from '../state/shop.ts';

/** An answer, and where the connection breaks on its way. */
export interface Outcome extends Answer {
  readonly cut?: 'before' | 'after' | 'mid-body';
}

/** The faults that can come over a request besides taking longer. */
export type Damage = Exclude<Fault, DelayFault>;

const OTHER_VARIANT = '999999999999999';
const PAGE = '<!doctype html>\n<title>Please wait</title>\n<h1>The page will be back soon.</h1>\n';

/** The answer where the platform is not asked. */
export const NO_ANSWER: Answer = answer(200, '');

/** Whether the platform gets to see a request that meets this fault. */
export function reachesPlatform(fault: Damage | undefined): boolean {
  switch (fault?.kind) {
    case 'cut-before':
    case 'late':
    case 'rate-limited':
    case 'redirect':
      return false;
    case 'status':
      return fault.applied === true;
    case undefined:
    case 'cut-after':
    case 'cut-mid-body':
    case 'empty':
    case 'malformed':
    case 'stale-read':
    case 'truncated':
    case 'wrong-content-type':
    case 'wrong-variant':
      return true;
  }
}

/** The shop as a request gets to see it. */
export function shopSeen(shop: Shop, fault: Damage | undefined): Shop {
  return fault?.kind === 'stale-read' ? shopBefore(shop, fault.events ?? 1) : shop;
}

/** The answer as a fault leaves it. */
export function damage(given: Answer, fault: Damage | undefined, wire: WireProfile): Outcome {
  const { status, headers, body } = given;
  switch (fault?.kind) {
    case undefined:
    case 'stale-read':
      return given;
    case 'status':
      return otherAnswer(fault, wire);
    case 'rate-limited':
      return rateLimited(wire, fault.retryAfter);
    case 'redirect':
      return { status: fault.status ?? 303, headers: { Location: fault.location }, body: '' };
    case 'cut-before':
    case 'late':
      return { ...given, cut: 'before' };
    case 'cut-after':
      return { ...given, cut: 'after' };
    case 'cut-mid-body':
      return { ...given, cut: 'mid-body' };
    case 'malformed':
      // A comma too many: `{"inventories":[],}`.
      return { status, headers, body: body.replace(/\}?$/, ',}') };
    case 'truncated':
      return { status, headers, body: body.slice(0, Math.floor(body.length / 2)) };
    case 'empty':
      return { status, headers, body: '' };
    case 'wrong-content-type': {
      const { contentType = 'text/html; charset=utf-8' } = fault;
      return {
        status,
        headers: { ...headers, 'Content-Type': contentType },
        body: fault.body ?? PAGE,
      };
    }
    case 'wrong-variant':
      return {
        status,
        headers,
        body: renameVariants(body, fault.variantId ?? OTHER_VARIANT, wire),
      };
  }
}

function otherAnswer({ status, body, headers = {} }: StatusFault, wire: WireProfile): Answer {
  const isError = status >= 400;
  const usual = isError ? encodeError(`A scripted fault answers ${status}`, wire) : '';
  const given = body === undefined ? usual : body;
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  const isTyped = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  const type = isTyped || text === '' ? {} : { 'Content-Type': 'application/json' };
  return { status, headers: { ...type, ...headers }, body: text };
}

function rateLimited(wire: WireProfile, retryAfter: number | string | null = 1): Answer {
  const headers = retryAfter === null ? {} : { 'Retry-After': String(retryAfter) };
  return answer(429, encodeError('Too many requests: a scripted fault answers', wire), headers);
}

function renameVariants(body: string, variantId: string, wire: WireProfile): string {
  const field = `"${wire.variantId.split('.').pop()}":`;
  return body.replaceAll(new RegExp(`${field}"[^"]*"`, 'g'), `${field}"${variantId}"`);
}

/** The shop as it was before its latest events. What it hands out is valid in the shop as it is. */
function shopBefore(shop: Shop, events: number): Shop {
  const levels = shop.levels.copy();
  const unseen = new Set<string>();
  for (let number = shop.postingNumber - 1; number >= 0; number -= 1) {
    const { entry, before } = shop.postings.get(number) as Posting;
    unseen.add(entry.eventId);
    if (unseen.size > events) break;
    if (before === undefined) levels.remove(entry.variantId, entry.locationId);
    else levels.restore(before);
  }
  return { ...shop, levels };
}
