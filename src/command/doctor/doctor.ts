import { InventoryClient } from '../../index.ts';
import type { Clock, WireEntries } from '../../index.ts';
import { createAsker, MOST_REQUESTS } from './ask.ts';
import { createNotes } from './lines.ts';
import { reportOf } from './report.ts';
import type { DoctorResult } from './result.ts';
import { visit } from './visit.ts';
import type { Place } from './write.ts';

/** Where to look, and what may be done there. */
export interface DoctorOptions {
  /** The shop's name, or `baseUrl`. */
  readonly shop?: string | undefined;
  /** The shop's address, such as `http://127.0.0.1:4010`. */
  readonly baseUrl?: string | undefined;
  readonly accessToken: string;
  /** The default is `202412`. */
  readonly apiVersion?: string | undefined;
  /** The one level that may be written: its own number of incoming units. */
  readonly write?: Place | undefined;
  /** What a person says of names that cannot be told apart. */
  readonly names?: WireEntries | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly clock?: Clock | undefined;
  /** How long one answer may take, in milliseconds; 15,000 by default. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Looks how a shop speaks, by at most twelve requests, which read. Only where it is told a level it
 * writes that level's own number of incoming units, which moves nothing.
 *
 * Names are found by what they hold; where that leaves several, none is taken: it asks.
 */
export async function doctor(options: DoctorOptions): Promise<DoctorResult> {
  const { clock = systemClock, fetch = globalThis.fetch, signal } = options;
  const { shop, baseUrl, accessToken, apiVersion = '202412', names = {} } = options;
  const access = shop === undefined ? { baseUrl: baseUrl ?? '' } : { shop };
  // Refuses what is wrong with these before anything is sent, and in the client's own words.
  // oxlint-disable-next-line no-new
  new InventoryClient({ ...access, accessToken, apiVersion, wire: names });
  const origin = (baseUrl ?? `https://${(shop ?? '').toLowerCase()}.genmystore.com`).replace(
    /\/+$/,
    '',
  );
  const asker = createAsker({
    origin,
    apiVersion,
    accessToken,
    fetch,
    clock,
    timeoutMs: options.timeoutMs ?? 15_000,
    signal,
  });
  const notes = createNotes();
  const seen = await visit(asker, notes, { names, write: options.write, apiVersion, clock });
  const problems = [...seen.problems];
  const { isReached, isComplete, page, remarks, questions } = seen;
  const profile: WireEntries = { version: 1, ...seen.profile };
  if (page !== undefined && questions.length === 0) {
    const read = await readBack(profile, page, apiVersion);
    if (typeof read === 'string') problems.push(read);
    else if (isComplete) {
      notes.confirm('C2', `the client reads all levels of the first page with this profile`);
    }
  }
  const isGood = isComplete && problems.length === 0 && questions.length === 0;
  const result = {
    profile,
    findings: notes.findings(),
    problems,
    questions,
    remarks,
    exitCode: isReached ? (isGood ? 0 : 1) : 3,
    requests: MOST_REQUESTS - asker.left(),
  } as const;
  const host = URL.canParse(origin) ? new URL(origin).host : origin;
  const { write } = options;
  const secrets = [accessToken, origin, host, shop, write?.variantId, write?.locationId];
  return { ...result, report: conceal(reportOf(result), secrets) };
}

/** Has a client read the first page by the profile, without asking again; a sentence where it cannot. */
async function readBack(
  profile: WireEntries,
  page: unknown,
  apiVersion: string,
): Promise<number | string> {
  const text = JSON.stringify(page);
  const fetch = (): Promise<Response> => Promise.resolve(new Response(text));
  const access = { shop: 'any', accessToken: 'any-token', apiVersion };
  try {
    const client = new InventoryClient({ ...access, wire: profile, fetch, maxRetries: 0 });
    const { levels } = await client.query();
    return levels.length;
  } catch (error) {
    const at: unknown = error instanceof Error ? Reflect.get(error, 'at') : undefined;
    const where = typeof at === 'string' && at !== '' ? ` It stops at ${nameOf(at)}.` : '';
    return `With what was found, the client cannot read the first page of levels.${where}`;
  }
}

/** Names of fields come from the shop, and could be anything: ids, its own name, even the token. */
function conceal(report: string, secrets: readonly (string | undefined)[]): string {
  const longest = secrets
    .filter((secret) => secret !== undefined && secret.length > 2)
    .toSorted((a = '', b = '') => b.length - a.length);
  return longest
    .reduce<string>((text, secret = '') => text.replaceAll(secret, '…'), report)
    .replaceAll(/\d{5,}/g, '…');
}

/** A place without the number of the level, and without what may be no name. */
function nameOf(at: string): string {
  const name = at.replaceAll(/\[\d+\]/g, '');
  return /^[\w.]{1,100}$/.test(name) && !/\d{5}/.test(name) ? name : 'a field';
}

const systemClock: Clock = {
  now: () => Date.now(),
  setTimer: (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
