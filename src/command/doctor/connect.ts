import type { Answer, Asker, NoAnswer } from './ask.ts';
import { fieldsOf, isObject, listsIn, valueAt, wordOf } from './find/leaves.ts';
import type { FoundList } from './find/leaves.ts';
import { either } from './say.ts';
import type { Account } from './say.ts';

const LIMIT_HEADER = 'X-Genstore-Shop-Api-Rate-Limit';
/** More than any answer takes to come. */
const FAR_MS = 2 * 60_000;

/** Why an answer is no answer of the API; undefined where it is one. */
export function whyUnusable(answer: Answer | NoAnswer, apiVersion: string): string | undefined {
  if (answer.status === undefined) {
    return `The shop could not be reached: ${answer.problem}. Look at the shop's name or address, and at the network.`;
  }
  const { status, isHtml, json } = answer;
  if (status >= 300 && status < 400) {
    return `The answer is a redirect (status ${status}), which is not followed, as it could carry the token elsewhere. Is the address the shop's own?`;
  }
  if (status === 401) {
    return 'The access token is not accepted (status 401): it is mistyped, revoked, or of another shop.';
  }
  if (isHtml) {
    return `The answer is a page of HTML (status ${status}) and not of the API: a login page, a proxy, or another address than the shop's.`;
  }
  if (status === 403) {
    return 'The access token may not read inventory (status 403): a scope is missing.';
  }
  if (status === 404) {
    return `There is no inventory at this address (status 404): the API version ${apiVersion} or the address is another.`;
  }
  if (status === 429)
    return 'The shop’s requests are used up by others (status 429). Look again later.';
  if (status >= 500) return `The shop has a failure (status ${status}). Look again later.`;
  if (status === 204) return 'The answer is empty (status 204), and no list of levels.';
  if (status !== 200) return `The list of levels was refused (status ${status}).`;
  return json === undefined ? 'The answer is no JSON.' : undefined;
}

/** Reads the headers that every answer has. */
export function readHeaders({ status, headers, at }: Answer, { notes, remarks }: Account): void {
  const { confirm, contradict } = notes;
  confirm('T12', `status ${status}`);
  if (headers.get('x-request-id') !== null) confirm('C10', 'X-Request-Id is there');
  const told = headers.get(LIMIT_HEADER);
  const [, used, size] = /^\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*$/.exec(told ?? '') ?? [];
  if (size === undefined) {
    contradict(
      'T14',
      told === null ? `${LIMIT_HEADER} is missing` : `${LIMIT_HEADER} is no used/size`,
    );
    remarks.push(
      `The answers do not tell how full the bucket is (${LIMIT_HEADER}): the client then paces itself by 40 requests and 2 a second.`,
    );
  } else {
    confirm('T14', `${LIMIT_HEADER} tells ${Number(used)} of ${Number(size)}`);
    if ([40, 200, 400].includes(Number(size))) confirm('T21', `the bucket holds ${Number(size)}`);
    else contradict('T21', `the bucket holds ${Number(size)}`);
  }
  const date = Date.parse(headers.get('date') ?? '');
  if (!Number.isNaN(date) && Math.abs(date - at) > FAR_MS) {
    const minutes = Math.round(Math.abs(date - at) / 60_000);
    remarks.push(
      `The clock of this machine is ${minutes} minutes ${date > at ? 'behind' : 'ahead of'} the shop's. Set it right: times are compared.`,
    );
  }
}

/** Reads the scopes of the token, as far as they are told. */
export function readScopes(
  answer: Answer | NoAnswer,
  { notes, remarks }: Account,
): readonly string[] {
  if (answer.status !== 200) {
    remarks.push('The scopes of the token could not be read.');
    if (answer.status === 404) notes.contradict('O13', 'status 404');
    return [];
  }
  const told = isObject(answer.json) ? answer.json['accessScopes'] : undefined;
  const words = typeof told === 'string' ? told.replaceAll(/[[\]"'\s]/g, '').split(',') : told;
  const list = (Array.isArray(words) ? words : []).filter(
    (word): word is string => typeof word === 'string' && /^[a-z_]{3,60}$/.test(word),
  );
  if (typeof told === 'string') notes.confirm('O1', 'a list written as text');
  else notes.contradict('O1', Array.isArray(told) ? 'an array' : 'no accessScopes');
  notes.confirm('O13', 'it was answered');
  if (list.every((scope) => /^(?:read|write)_/.test(scope))) notes.confirm('E16', list.join(', '));
  else notes.contradict('E16', list.join(', '));
  return list;
}

/** The list of levels in a page; a sentence where there is none that could be told. */
export function findList(json: unknown, told: string | undefined): FoundList | string {
  if (told !== undefined) {
    const items: unknown = valueAt(json, told);
    if (Array.isArray(items)) return { path: told, items };
    return `There is no array under ${either([told])}.`;
  }
  const lists = listsIn(json);
  const filled = lists.filter(({ items }) => items.length > 0);
  const candidates = filled.length > 0 ? filled : lists;
  const [first, ...others] = candidates;
  if (first === undefined) return 'The answer holds no array of objects, so no list of levels.';
  if (others.length === 0) return first;
  const usual = candidates.find(({ path }) => path === 'inventories' || path === 'inventory');
  if (usual !== undefined) return usual;
  const paths = either(candidates.map(({ path }) => path));
  return `Several arrays could be the list of levels: ${paths}. Say it by --names list=<name>`;
}

/** Looks whether the pages of the list lead on. */
export async function readPaging(
  asker: Asker,
  page: {
    readonly list: string;
    readonly answer: Answer;
    readonly count: number;
    readonly limit: number;
  },
  { notes, problems, remarks }: Account,
  keepQuiet: boolean,
): Promise<void> {
  const { list, count } = page;
  let { answer, limit } = page;
  if (nextOf(answer) === undefined) {
    if (count >= limit) {
      problems.push(
        `${count} levels came, as many as were asked for, and no link to more: the client would take them for all.`,
      );
      notes.contradict('T19', 'a full page without a link');
      return;
    }
    const more = saysMore(answer.json);
    if (more !== undefined) {
      problems.push(
        `The list seems to go on (${either([more])}), and no Link header leads on: the client would take the page for all.`,
      );
      notes.contradict('T19', `${either([more])} instead of a link`);
      return;
    }
    if (count < 2 || keepQuiet) return;
    limit = 1;
    const small = await asker.ask({ path: '/inventory', query: 'limit=1' });
    if (small.status !== 200) return;
    const items = valueAt(small.json, list);
    if (!Array.isArray(items) || items.length !== 1) {
      notes.contradict('T17', 'limit=1 brought another number of levels');
      remarks.push('The shop does not keep to the limit of a page.');
      return;
    }
    answer = small;
  }
  notes.confirm('T17', `limit=${limit} was kept to`);
  const token = nextOf(answer);
  if (token === undefined || token === '') {
    problems.push(
      'There are more levels than in a page, and no link with a pageToken leads to them.',
    );
    notes.contradict(
      'T19',
      token === undefined ? 'no link to the next page' : 'a link without pageToken',
    );
    return;
  }
  notes.confirm('T19', 'a link with rel=next');
  const query = new URLSearchParams({ limit: String(limit), pageToken: token }).toString();
  const next = await asker.ask({ path: '/inventory', query });
  if (next.status === 200 && Array.isArray(valueAt(next.json, list))) {
    if (JSON.stringify(next.json) === JSON.stringify(answer.json)) {
      problems.push('The next page is the same page again: the pages go round in a circle.');
      notes.contradict('T18', 'the same page came again');
    } else {
      notes.confirm('T18', 'the next page came by pageToken and limit');
      notes.confirm('C11', 'the cursor is the pageToken of the link');
    }
  } else {
    problems.push('The next page could not be read by the pageToken of its link.');
    notes.contradict('T18', `status ${next.status ?? 'none'}`);
  }
}

/** A field beside the list that says that there is more; undefined where there is none. */
function saysMore(json: unknown): string | undefined {
  const found = fieldsOf([json]).find(({ path, values: [value] }) => {
    const word = wordOf(path.split('.').at(-1) ?? '');
    if (/^has(?:more|next(?:page)?)$/.test(word)) return value === true || value === 'true';
    return (
      /^(?:next(?:page|cursor|token)?|cursor|(?:next)?pagetoken)$/.test(word) && isFilled(value)
    );
  });
  return found?.path;
}

function isFilled(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || (typeof value === 'number' && value > 0);
}

/** The cursor of the next page: empty where the link has none, undefined where there is no link. */
function nextOf({ headers }: Answer): string | undefined {
  const link = headers.get('link')?.replaceAll(String.raw`\"`, '"') ?? '';
  const [, url] = /<([^<>]*)>\s*;\s*rel\s*=\s*["']?\s*next/i.exec(link) ?? [];
  if (url === undefined) return undefined;
  const query = /\?([^#]*)/.exec(url.trim())?.[1] ?? '';
  return new URLSearchParams(query).get('pageToken') ?? '';
}
