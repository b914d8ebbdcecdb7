import { check, checkChoice, checkObject, within } from '../base/check.ts';
import type { Place } from '../base/check.ts';
import { GENSTORE_202412 } from './profile.ts';
import type { FilterForm, NumberForm, WireEntries, WireProfile } from './profile.ts';

const FORMS: readonly FilterForm[] = ['one', 'commas', 'repeats'];
const NUMBERS: readonly NumberForm[] = ['number', 'text'];
const PATH = /^[\w[\]-]+(\.[\w[\]-]+)*$/;
const ZONE = /^(Z|[+-][01]\d:[0-5]\d)$/;

/** Completes a profile of which only some entries may be given, or throws what is wrong, by its place. */
export function readWireProfile(place: Place, given: WireEntries = {}): WireProfile {
  checkObject(place, given);
  check(within(place, 'version'), (given.version ?? 1) === 1, '1, as this package knows no other');
  checkObject(place, given, GENSTORE_202412);
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return GENSTORE_202412;
  const profile = Object.assign({ ...GENSTORE_202412 }, Object.fromEntries(entries));
  // [D] Every list has these parameters, so no filter can be called by them.
  const names = ['?limit.', '?pageToken.', '?sinceId.'];
  for (const [name, value] of Object.entries(profile)) {
    checkEntry(within(place, name), name, value, names);
  }
  return Object.freeze(profile);
}

/** Checks one entry. A name must be another than those before it, and neither lie in the other. */
function checkEntry(place: Place, entry: string, value: unknown, names: string[]): void {
  if (entry === 'version') return;
  if (entry.endsWith('Form')) checkChoice(place, value, FORMS);
  else if (entry.endsWith('Numbers')) checkChoice(place, value, NUMBERS);
  else if (entry === 'timeZone') check(place, fits(value, ZONE), "'Z', or such as '+08:00'");
  else {
    const isAround = /^list|Env/.test(entry);
    const isName = fits(value, PATH) || (isAround && value === '');
    check(place, isName, `a name, or a path such as a.b${isAround ? ', or empty' : ''}`);
    if (isAround) return;
    const path = `${entry.endsWith('Filter') ? '?' : ''}${value}.`;
    const isTaken = names.some((other) => path.startsWith(other) || other.startsWith(path));
    check(place, !isTaken, 'a name of its own');
    names.push(path);
  }
}

function fits(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}
