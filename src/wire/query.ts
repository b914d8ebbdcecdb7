/** [D] How many levels a page holds at most. */
export const MAX_LIMIT = 250;

/** [D] How many levels a page holds unless the request says otherwise. */
export const DEFAULT_LIMIT = 50;

/** What a page of levels is asked for by. A cursor stands for the filters it came with. */
export interface ListQuery {
  readonly variantIds?: readonly string[] | undefined;
  readonly locationIds?: readonly string[] | undefined;
  readonly limit?: number | undefined;
  readonly pageToken?: string | undefined;
}

/** Names of the query parameters: `limit` and `pageToken` [D], the filters [A]. */
export const LIST_PARAMETERS = ['variantIds', 'locationIds', 'limit', 'pageToken'] as const;

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
