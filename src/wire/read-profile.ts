import { check, checkChoice, checkObject, within } from '../base/check.ts';
import type { Place } from '../base/check.ts';
import { GENSTORE_202412 } from './profile.ts';
import type { FilterForm, NumberForm, WireEntries, WireProfile } from './profile.ts';

const FORMS: readonly FilterForm[] = ['one', 'commas', 'repeats'];
const NUMBERS: readonly NumberForm[] = ['number', 'text'];
const PATH = /^[\w[\]-]+(\.[\w[\]-]+)*$/;
const ZONE = /^(Z|[+-][01]\d:[0-5]\d)$/;

/** [D] Every list has these parameters, so no filter can be called by them. */
const TAKEN = ['limit', 'pageToken', 'sinceId'];

/** Completes a profile of which only some entries may be given, or throws what is wrong, by its place. */
export function readWireProfile(place: Place, given: WireEntries = {}): WireProfile {
  checkObject(place, given);
  const { version = 1 } = given;
  check(within(place, 'version'), version === 1, '1, the version of profiles that is known here');
  checkObject(place, given, GENSTORE_202412);
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return GENSTORE_202412;
  const profile = Object.assign({ ...GENSTORE_202412 }, Object.fromEntries(entries));
  const fields: string[] = [];
  const filters = TAKEN.map((name) => `${name}.`);
  for (const [name, value] of Object.entries(profile)) {
    checkEntry(within(place, name), name, value, name.endsWith('Filter') ? filters : fields);
  }
  return Object.freeze(profile);
}

/** Checks one entry; a name must be another than the names beside it, and not lie in one of them. */
function checkEntry(place: Place, entry: string, value: unknown, beside: string[]): void {
  if (entry === 'version') return;
  if (entry.endsWith('Form')) checkChoice(place, value, FORMS);
  else if (entry.endsWith('Numbers')) checkChoice(place, value, NUMBERS);
  else {
    const isZone = entry === 'timeZone';
    const isAround = /^list|Env/.test(entry);
    const pattern = isZone ? ZONE : PATH;
    const words = isZone ? 'Z, or an offset such as +08:00' : 'a name, or a path such as a.b';
    const isGood = typeof value === 'string' && (pattern.test(value) || (isAround && value === ''));
    check(place, isGood, isAround ? `${words}, or empty` : words);
    const path = `${value}.`;
    if (isZone || isAround) return;
    const isTaken = beside.some((other) => path.startsWith(other) || other.startsWith(path));
    check(place, !isTaken, 'a name that stands for nothing else, alone or before a dot');
    beside.push(path);
  }
}
