import type { WireEntries } from '../../../index.ts';
import { wordOf } from './leaves.ts';
import type { Field } from './leaves.ts';
import type { Basis } from './quantities.ts';

/** The field with the time of a level's last change, as far as it was found. */
export interface FoundTime {
  readonly found: { readonly path: string; readonly basis: Basis } | undefined;
  /** Fields that may be it. */
  readonly open: readonly string[];
  /** How many of its texts tell a zone, and how many tell none. */
  readonly zoned: number;
  readonly zoneless: number;
  /** Texts that the client does not read: no time that there is, or none in ISO 8601. */
  readonly unread: number;
  /** The latest of those without a zone, read as UTC, in milliseconds. */
  readonly latestMs: number | undefined;
}

const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/;

/** Finds the field that holds when a level last changed: texts that are times, called an update. */
export function findTime(fields: readonly Field[], told: WireEntries): FoundTime {
  const columns = fields.filter(isTime);
  const called = columns.filter(({ path }) => /update|modif|chang/.test(wordOf(path)));
  const own = columns.find(({ path }) => path === told.updateTime);
  const exact = called.filter(({ path }) => /(?:^|\.)update_?time$/i.test(path));
  const [only, ...others] = exact.length > 0 ? exact : called;
  const column = own ?? (others.length === 0 ? only : undefined);
  const basis: Basis = own === undefined ? 'name' : 'told';
  const texts = (column?.values ?? []).filter((value) => typeof value === 'string');
  const read = texts.filter(isRead);
  const zoneless = read.filter(isZoneless);
  const times = zoneless.map((text) => Date.parse(`${text}Z`));
  return {
    found: column && { path: column.path, basis },
    open:
      column === undefined ? (called.length > 0 ? called : columns).map(({ path }) => path) : [],
    zoned: read.length - zoneless.length,
    zoneless: zoneless.length,
    unread: texts.length - read.length,
    latestMs: times.length === 0 ? undefined : times.reduce((a, b) => Math.max(a, b)),
  };
}

/** A quarter of an hour: no zone is finer. */
const STEP_MS = 15 * 60_000;
const FARTHEST_STEPS = 14 * 4;

/** The zone in which a time that was just now was written; undefined where it was not just now. */
export function zoneOf(text: string, nowMs: number): string | undefined {
  const ms = Date.parse(`${text.replace(' ', 'T')}Z`);
  const steps = Math.round((ms - nowMs) / STEP_MS);
  if (Number.isNaN(ms) || Math.abs(steps) > FARTHEST_STEPS) return undefined;
  if (Math.abs(ms - nowMs - steps * STEP_MS) > 2 * 60_000) return undefined;
  return offsetText(steps);
}

const READ =
  /^(\d{4})-(0[1-9]|1[0-2])-(\d\d)T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,9})?(?:Z|[+-][01]\d:[0-5]\d)?$/;

/** Whether the client reads a text as a time: `Date` would count the 30th of February on. */
export function isRead(text: string): boolean {
  const [, year = 0, month = 0, day = 0] = READ.exec(text)?.map(Number) ?? [];
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether a text tells no zone. */
export function isZoneless(text: string): boolean {
  return TIME.test(text) && TIME.exec(text)?.[1] === undefined;
}

function offsetText(steps: number): string {
  if (steps === 0) return 'Z';
  const minutes = Math.abs(steps) * 15;
  return `${steps < 0 ? '-' : '+'}${twoDigits(minutes / 60)}:${twoDigits(minutes % 60)}`;
}

function twoDigits(number: number): string {
  return String(Math.floor(number)).padStart(2, '0');
}

function isTime({ values }: Field): boolean {
  const given = values.filter((value) => value !== undefined && value !== null);
  return given.length > 0 && given.every((value) => typeof value === 'string' && TIME.test(value));
}
