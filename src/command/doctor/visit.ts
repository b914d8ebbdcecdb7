import { GENSTORE_202412 } from '../../index.ts';
import type { WireEntries } from '../../index.ts';
import { timeOf } from './ask.ts';
import type { Answer, Asker } from './ask.ts';
import { findList, readHeaders, readPaging, readScopes, whyUnusable } from './connect.ts';
import { fieldsOf, isObject, wordOf } from './find/leaves.ts';
import type { Field } from './find/leaves.ts';
import { findLevelNames, readLocations } from './names.ts';
import type { LevelNames } from './names.ts';
import type { Notes } from './lines.ts';
import { either } from './say.ts';
import type { Account, Found, Sayings, Told } from './say.ts';
import { tryFilters } from './try-filters.ts';
import { tryWrite } from './try-write.ts';

/** The findings at a shop. */
export interface Seen extends Sayings {
  /** Whether the shop let itself be looked at. */
  readonly isReached: boolean;
  /** Whether all was found that the client needs. */
  readonly isComplete: boolean;
  readonly profile: WireEntries;
  /** The first page, where one came. */
  readonly page: unknown;
}

const LIMIT = 250;

/** Looks at a shop, request by request. */
export async function visit(asker: Asker, notes: Notes, told: Told): Promise<Seen> {
  const record: Account = { notes, problems: [], questions: [], remarks: [] };
  const entries: Found = { ...told.names };
  const seen = (isReached: boolean, isComplete: boolean, page?: unknown): Seen => {
    return { ...record, isReached, isComplete, profile: entries, page };
  };

  const scopesAnswer = await asker.ask({ path: '/oauth2/access_scopes' });
  if (scopesAnswer.status === undefined || scopesAnswer.status === 401) {
    record.problems.push(whyUnusable(scopesAnswer, told.apiVersion) ?? '');
    return seen(false, false);
  }
  const first = await asker.ask({ path: '/inventory', query: `limit=${LIMIT}` });
  const why = whyUnusable(first, told.apiVersion);
  if (first.status === undefined || why !== undefined) {
    const scopes = readScopes(scopesAnswer, record);
    const has = scopes.length === 0 ? '' : ` It has: ${scopes.join(', ')}.`;
    record.problems.push(`${why ?? ''}${first.status === 403 ? has : ''}`);
    return seen(false, false);
  }
  checkScopes(readScopes(scopesAnswer, record), told, record);
  readHeaders(first, record);
  for (const line of ['T1', 'T2', 'T3', 'T5', 'E3', 'C16']) notes.confirm(line, 'status 200, JSON');

  const list = findList(first.json, told.names.list);
  if (typeof list === 'string') {
    record.problems.push(list);
    notes.contradict('E14', 'no such list');
    return seen(true, false);
  }
  entries.list = list.path;
  const objects = list.items.filter((item) => isObject(item));
  if (objects.length === 0) {
    record.problems.push(
      'The shop has no level to look at: connect a variant to a warehouse, with a few units, and look again.',
    );
    tellEntries(entries, notes);
    return seen(true, false);
  }
  const locations = await readLocations(asker, record);
  const tracked = objects.filter((item) => !isUntracked(item));
  if (tracked.length < objects.length) {
    notes.confirm('E20', 'levels whose available is null');
    notes.confirm('C29', 'levels whose available is null');
  }
  const fields = fieldsOf(tracked);
  if (fields.length === 0) {
    record.problems.push(
      tracked.length === 0
        ? 'No level has numbers: the stock of none is tracked.'
        : 'No field of the levels has a name that a profile can hold: letters, digits, _ and -.',
    );
    tellEntries(entries, notes);
    return seen(true, false);
  }
  const names = await findLevelNames(asker, { fields, told: told.names, locations }, record);
  Object.assign(entries, names.entries);
  tellNumbers(fields, names, entries);
  tellZone(names, told, record, timeOf(first));

  const page = { list: list.path, answer: first, count: objects.length, limit: LIMIT };
  await readPaging(asker, page, record, told.write !== undefined);
  const onRefusal = (answer: Answer): void => readError(answer, entries, told.names, notes);
  await tryFilters(asker, list.path, objects, names, told, entries, record, onRefusal);
  const isWritable = await tryWrite(
    asker,
    list.path,
    objects,
    names,
    told,
    entries,
    record,
    onRefusal,
  );
  if (entries.error === undefined && asker.left() > 0) {
    const refused = await asker.ask({ path: '/inventory', query: 'limit=0' });
    if (refused.status !== undefined && refused.status >= 400) onRefusal(refused);
  }
  tellEntries(entries, notes);
  return seen(true, names.isComplete && isWritable, first.json);
}

/** Whether a level has no numbers: what is called available is null. */
function isUntracked(level: unknown): boolean {
  return fieldsOf([level]).some(
    ({ path, values }) =>
      wordOf(path.split('.').at(-1) ?? '') === 'available' && values[0] === null,
  );
}

function checkScopes(
  scopes: readonly string[],
  { write }: Told,
  { notes, remarks }: Account,
): void {
  if (scopes.length === 0) return;
  if (scopes.some((scope) => scope.endsWith('_inventory'))) {
    notes.confirm('E17', 'a token with a scope of inventory reads it');
  } else {
    notes.contradict('E17', `inventory is read by a token with ${scopes.join(', ')}`);
  }
  const missing = [
    scopes.some((scope) => /^write_(?:inventory|products)$/.test(scope))
      ? ''
      : 'to write inventory',
    scopes.some((scope) => scope.endsWith('_products')) ? '' : 'to read products, for SKUs',
    scopes.some((scope) => /_(?:shops|locations)$/.test(scope)) ? '' : 'to read warehouses by name',
  ].filter((what) => what !== '');
  if (missing.length > 0 && write === undefined) {
    remarks.push(`The token seems to lack a scope ${missing.join('; and one ')}.`);
  }
}

/** How the numbers are written. */
function tellNumbers(fields: readonly Field[], names: LevelNames, entries: WireEntries): void {
  const path = names.entries.available;
  const values = fields.find((field) => field.path === path)?.values ?? [];
  const isText = values.some((value) => typeof value === 'string');
  if (values.length > 0) Object.assign(entries, { answerNumbers: isText ? 'text' : 'number' });
}

/** Whether times without a zone can be UTC. */
function tellZone({ time }: LevelNames, { names }: Told, record: Account, nowMs: number): void {
  if (time === undefined || time.zoneless === 0 || names.timeZone !== undefined) return;
  const ahead = (time.latestMs ?? 0) - nowMs;
  if (ahead > 2 * 60_000) {
    const hours = Math.ceil(ahead / 900_000) / 4;
    record.notes.contradict('T24', `times without a zone are ${hours} hours ahead of now`);
    record.questions.push(
      `Times tell no zone, and as UTC they would be up to ${hours} hours from now. Say it by --names timeZone=+08:00, with the shop's own offset, or let --write find it out.`,
    );
  } else {
    record.remarks.push(
      'Times tell no zone. They are read as UTC, which nothing confirms; --write tells.',
    );
  }
}

/** The error's text, where an answer that refuses has one. */
function readError(
  { status, json }: Answer,
  entries: { error?: string | undefined },
  told: WireEntries,
  { confirm, contradict }: Notes,
): void {
  confirm('T12', `status ${status}`);
  if (entries.error !== undefined) return;
  const texts = fieldsOf([json]).filter(({ values }) => typeof values[0] === 'string');
  const usual = texts.find(({ path }) => path === (told.error ?? GENSTORE_202412.error));
  const [only, ...others] = texts;
  const found = usual ?? (others.length === 0 ? only : undefined);
  if (found === undefined) {
    contradict(
      'T11',
      texts.length === 0
        ? 'no text'
        : `texts at ${either(
            texts.map(({ path }) => path),
            'and',
          )}`,
    );
    return;
  }
  entries.error = found.path;
  if (usual === undefined) contradict('T11', `the text is at \`${found.path}\``);
  else confirm('T11', `a text at \`${found.path}\``);
}

/** A line for each entry of the profile that is known. */
function tellEntries(entries: WireEntries, { confirm, contradict }: Notes): void {
  const names = Object.keys(GENSTORE_202412).filter((name) => name !== 'version');
  for (const [index, name] of names.entries()) {
    const value: unknown = Reflect.get(entries, name);
    // How filters take ids is told where it is found.
    if (typeof value !== 'string' || name.endsWith('Form')) continue;
    const line = `P${index + 1}`;
    if (value === Reflect.get(GENSTORE_202412, name)) confirm(line, `\`${value}\``);
    else contradict(line, value === '' ? 'it is empty' : `it is \`${value}\``);
  }
  const { list } = entries;
  if (list === 'inventories' || list === 'inventory') confirm('E14', `under \`${list}\``);
  else if (list !== undefined) contradict('E14', list === '' ? 'alone' : `under \`${list}\``);
}
