import { isRecord } from './expected-text.ts';
import type { LiteralAnswer, LiteralRequest } from './http-text.ts';

/** What one exchange shows, as far as the rules look at it. */
interface Exchanged {
  readonly request: LiteralRequest;
  readonly answer: LiteralAnswer;
  /** What the body says; undefined where none is sent, as to HEAD. */
  readonly json: unknown;
  /** The inventory objects in it. */
  readonly levels: readonly Readonly<Record<string, unknown>>[];
}

/** Something that holds for every answer, whatever the case. */
interface AnswerRule {
  readonly lines: readonly string[];
  readonly says: string;
  readonly holds: (exchanged: Exchanged) => boolean;
}

const STATUSES = [200, 201, 202, 204, 205, 303, 400, 401, 402, 403, 404, 405, 406, 409, 429];
const STATUS_NAMES = ['available', 'committed', 'unavailable', 'incoming', 'onHand'];

const INVENTORY = ['inventory', 'inventories'];
const CATALOG = [
  'accessScopes',
  'count',
  'location',
  'locations',
  'products',
  'productVariant',
  'productVariants',
];

/** The rules that every answer of every case is held against. */
export const ANSWER_RULES: readonly AnswerRule[] = [
  {
    lines: ['T5'],
    says: 'a body is JSON, and says so',
    holds: ({ request, answer, json }) =>
      request.method === 'HEAD' ||
      (/^application\/json\b/.test(answer.headers.get('content-type') ?? '') && json !== undefined),
  },
  {
    lines: ['T7'],
    says: 'quantities are texts that hold an integer',
    holds: ({ levels }) =>
      levels.every((level) =>
        STATUS_NAMES.every((name) => /^(?:0|-?[1-9]\d*)$/.test(textOf(level[name]))),
      ),
  },
  {
    lines: ['T11'],
    says: 'whatever is no success has a text under error',
    holds: ({ request, answer, json }) =>
      answer.status < 300 ||
      request.method === 'HEAD' ||
      (isRecord(json) && textOf(json['error']).trim() !== ''),
  },
  {
    lines: ['C9'],
    says: 'a success has a body with the envelope of its endpoint',
    holds: ({ request, answer, json }) => {
      const envelopes = /\/inventory(?:[/?]|$)/.test(request.path) ? INVENTORY : CATALOG;
      return answer.status > 299 || (isRecord(json) && envelopes.some((name) => name in json));
    },
  },
  {
    lines: ['T12'],
    says: 'the status is one that is named',
    holds: ({ answer: { status } }) => STATUSES.includes(status) || status >= 500,
  },
  {
    lines: ['E6'],
    says: 'an inventory object has its two ids',
    holds: ({ levels }) =>
      levels.every(({ variantId, locationId }) => textOf(variantId) && textOf(locationId)),
  },
  {
    lines: ['M7', 'C4'],
    says: 'on-hand is available + committed + unavailable',
    holds: ({ levels }) =>
      levels.every(
        ({ available, committed, unavailable, onHand }) =>
          Number(onHand) === Number(available) + Number(committed) + Number(unavailable),
      ),
  },
  {
    lines: ['C16'],
    says: 'no answer is a redirect',
    holds: ({ answer: { status, headers } }) =>
      (status < 300 || status > 399) && !headers.has('location'),
  },
  {
    lines: ['T3'],
    says: 'the token is in no answer',
    holds: ({ request, answer }) => {
      const token = request.headers['x-genstore-access-token'] ?? '';
      const told = [answer.body, ...answer.headers.values()].join('\n');
      return token === '' || !told.includes(token);
    },
  },
];

/** The rules that an exchange breaks, as sentences. */
export function brokenRules(request: LiteralRequest, answer: LiteralAnswer): string[] {
  const json = answer.body === '' ? undefined : parse(answer.body);
  const exchanged = { request, answer, json, levels: levelsIn(json) };
  return ANSWER_RULES.filter(({ holds }) => !holds(exchanged)).map(
    ({ lines, says }) => `${lines.join(', ')}: ${says}`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function levelsIn(json: unknown): Readonly<Record<string, unknown>>[] {
  if (!isRecord(json)) return [];
  return [json['inventories'], json['inventory']].flat().filter(isRecord);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
