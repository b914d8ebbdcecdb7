import { shownName } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';
import { MAX_LIMIT } from '../limits.ts';

/** What a page of a list without filters is asked for by. */
export interface PageQuery {
  readonly limit?: number;
  readonly pageToken?: string;
}

/** Reads the query of a page of a list that has no filters. [A] None of it begins at an id. */
export function readPageQuery(parameters: URLSearchParams): Decoded<PageQuery> {
  const query: { limit?: number; pageToken?: string } = {};
  for (const [name, text] of parameters) {
    if (name !== 'limit' && name !== 'pageToken') {
      return refuse(shownName(name), 'left out: it is unknown');
    }
    if (query[name] !== undefined) return refuse(name, 'given once');
    if (name === 'pageToken') {
      if (text === '') return refuse(name, 'a cursor');
      query.pageToken = text;
    } else {
      const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
      if (limit < 1 || limit > MAX_LIMIT) return refuse(name, `an integer from 1 to ${MAX_LIMIT}`);
      query.limit = limit;
    }
  }
  return { ok: true, value: query };
}

function refuse(path: string, expected: string): Decoded<never> {
  return { ok: false, path, expected };
}
