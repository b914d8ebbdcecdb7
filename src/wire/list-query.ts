import { shownName } from './decoded.ts';
import type { Decoded } from './decoded.ts';
import { isWireId, MAX_LIMIT } from './limits.ts';

/** What a page of levels is asked for by. A cursor stands for the filters it came with. */
export interface ListQuery {
  readonly variantIds?: readonly string[] | undefined;
  readonly locationIds?: readonly string[] | undefined;
  readonly limit?: number | undefined;
  readonly pageToken?: string | undefined;
}

/** Names of the query parameters: `limit` and `pageToken` [D], the filters [A]. */
const LIST_PARAMETERS = ['variantIds', 'locationIds', 'limit', 'pageToken'] as const;

/**
 * Writes the query of a page. [D] Next to `pageToken` only `limit` may stand. [A] Filters are ids
 * separated by commas.
 */
export function writeListQuery(query: ListQuery): URLSearchParams {
  const parameters = new URLSearchParams();
  const { variantIds, locationIds, limit, pageToken } = query;
  if (limit !== undefined) parameters.set('limit', String(limit));
  if (pageToken !== undefined) {
    parameters.set('pageToken', pageToken);
    return parameters;
  }
  if (variantIds !== undefined) parameters.set('variantIds', variantIds.join(','));
  if (locationIds !== undefined) parameters.set('locationIds', locationIds.join(','));
  return parameters;
}

/** Reads the query of a page as strictly as the platform; paths are names of parameters. */
export function readListQuery(parameters: URLSearchParams): Decoded<ListQuery> {
  const query: { -readonly [Name in keyof ListQuery]: ListQuery[Name] } = {};
  const isContinued = parameters.has('pageToken');
  for (const [name, text] of parameters) {
    if (!isListParameter(name)) return refuse(shownName(name), whyUnknown(name));
    if (query[name] !== undefined) return refuse(name, 'given once');
    if (name === 'limit') {
      const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
      if (limit < 1 || limit > MAX_LIMIT) return refuse(name, `an integer from 1 to ${MAX_LIMIT}`);
      query.limit = limit;
    } else if (name === 'pageToken') {
      if (text === '') return refuse(name, 'a cursor');
      query.pageToken = text;
    } else {
      if (isContinued) return refuse(name, 'left out: next to pageToken only limit may stand');
      const ids = text.split(',');
      if (!ids.every(isWireId)) return refuse(name, 'ids, separated by commas');
      query[name] = ids;
    }
  }
  return { ok: true, value: query };
}

/** [D] Lists can begin at an id, `sinceId`. [A] Levels have none of their own, so theirs cannot. */
function whyUnknown(name: string): string {
  const reason = name === 'sinceId' ? 'inventory levels have no id to begin at' : 'it is unknown';
  return `left out: ${reason}`;
}

function isListParameter(name: string): name is (typeof LIST_PARAMETERS)[number] {
  return (LIST_PARAMETERS as readonly string[]).includes(name);
}

function refuse(path: string, expected: string): Decoded<never> {
  return { ok: false, path, expected };
}
