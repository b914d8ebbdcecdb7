import { shownName } from './decoded.ts';
import type { Decoded } from './decoded.ts';
import { isWireId, MAX_LIMIT } from './limits.ts';
import type { FilterForm, WireProfile } from './profile.ts';

/** The parameters that a page of levels is asked for by. A cursor stands for the filters it came with. */
export interface ListQuery {
  readonly variantIds?: readonly string[] | undefined;
  readonly locationIds?: readonly string[] | undefined;
  readonly limit?: number | undefined;
  readonly pageToken?: string | undefined;
}

/**
 * Writes the query of a page. [D] Next to `pageToken` only `limit` may stand. A filter that takes one
 * id is left out where several are asked for: the answer then holds more than them.
 */
export function writeListQuery(query: ListQuery, profile: WireProfile): URLSearchParams {
  const parameters = new URLSearchParams();
  const { variantIds, locationIds, limit, pageToken } = query;
  if (limit !== undefined) parameters.set('limit', String(limit));
  if (pageToken !== undefined) {
    parameters.set('pageToken', pageToken);
    return parameters;
  }
  const write = (name: string, form: FilterForm, ids: readonly string[] = []): void => {
    if (form === 'repeats') for (const id of ids) parameters.append(name, id);
    else if (ids.length === 1 || (form === 'commas' && ids.length > 0)) {
      parameters.set(name, ids.join(','));
    }
  };
  write(profile.variantFilter, profile.variantFilterForm, variantIds);
  write(profile.locationFilter, profile.locationFilterForm, locationIds);
  return parameters;
}

/** Reads the query of a page as strictly as the platform; paths are names of parameters. */
export function readListQuery(
  parameters: URLSearchParams,
  profile: WireProfile,
): Decoded<ListQuery> {
  const query: { -readonly [Name in keyof ListQuery]: ListQuery[Name] } = {};
  const isContinued = parameters.has('pageToken');
  for (const [name, text] of parameters) {
    const field = fieldOf(name, profile);
    if (field === undefined) return refuse(shownName(name), whyUnknown(name));
    if (field === 'limit') {
      if (query.limit !== undefined) return refuse(name, 'given once');
      const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
      if (limit < 1 || limit > MAX_LIMIT) return refuse(name, `an integer from 1 to ${MAX_LIMIT}`);
      query.limit = limit;
    } else if (field === 'pageToken') {
      if (query.pageToken !== undefined) return refuse(name, 'given once');
      if (text === '') return refuse(name, 'a cursor');
      query.pageToken = text;
    } else {
      if (isContinued) return refuse(name, 'left out: next to pageToken only limit may stand');
      const [form, expected] = formOf(field, profile);
      if (query[field] !== undefined && form !== 'repeats') return refuse(name, 'given once');
      const ids = form === 'commas' ? text.split(',') : [text];
      if (!ids.every(isWireId)) return refuse(name, expected);
      query[field] = [...(query[field] ?? []), ...ids];
    }
  }
  return { ok: true, value: query };
}

function fieldOf(name: string, profile: WireProfile): keyof ListQuery | undefined {
  if (name === profile.variantFilter) return 'variantIds';
  if (name === profile.locationFilter) return 'locationIds';
  return name === 'limit' || name === 'pageToken' ? name : undefined;
}

function formOf(
  field: 'variantIds' | 'locationIds',
  { variantFilterForm, locationFilterForm }: WireProfile,
): [form: FilterForm, expected: string] {
  const form = field === 'variantIds' ? variantFilterForm : locationFilterForm;
  return [form, form === 'commas' ? 'ids, separated by commas' : 'an id'];
}

/** [D] Lists can begin at an id, `sinceId`. [A] Levels have none of their own, so theirs cannot. */
function whyUnknown(name: string): string {
  const reason = name === 'sinceId' ? 'inventory levels have no id to begin at' : 'it is unknown';
  return `left out: ${reason}`;
}

function refuse(path: string, expected: string): Decoded<never> {
  return { ok: false, path, expected };
}
