import { GENSTORE_202412 } from '../../index.ts';
import type { WireEntries } from '../../index.ts';
import type { Answer, Asker } from './ask.ts';
import { idOf, valueAt } from './find/leaves.ts';
import type { LevelNames } from './names.ts';
import type { Account, Found, Told } from './say.ts';
import { isZoneless, zoneOf } from './find/times.ts';
import { writeOnce } from './write.ts';
import type { Place } from './write.ts';

/** Writes the level that may be written. True where nothing that the client needs for writing is open. */
export async function tryWrite(
  asker: Asker,
  list: string,
  objects: readonly unknown[],
  names: LevelNames,
  { names: told, write }: Told,
  entries: Found,
  record: Account,
  onRefusal: (answer: Answer) => void,
): Promise<boolean> {
  const { notes, problems, questions, remarks } = record;
  const { variantId, locationId, incoming, updateTime } = names.entries;
  if (write === undefined) {
    const isTold = told.requestEnvelope !== undefined && told.answerEnvelope !== undefined;
    const isUsual = Object.entries({ ...names.entries, list }).every(
      ([name, value]) => value === Reflect.get(GENSTORE_202412, name),
    );
    if (isUsual || isTold) {
      remarks.push(
        'Writing was not tried. The envelope of single objects is documented; --write <variantId>:<locationId> confirms it.',
      );
      return true;
    }
    questions.push(
      'This shop has names of its own, so a single object may stand under another name too, which only a write shows: add --write <variantId>:<locationId>, or say it by --names requestEnvelope=<name>,answerEnvelope=<name>.',
    );
    return false;
  }
  if (variantId === undefined || locationId === undefined || incoming === undefined) {
    questions.push('Nothing was written: first the names above must be known.');
    return false;
  }
  const level = await findLevel(asker, list, objects, { variantId, locationId }, write, entries);
  if (level === undefined) {
    problems.push(
      'Nothing was written: the level of --write is not among the levels that were read.',
    );
    return false;
  }
  const written = await writeOnce(
    asker,
    write,
    level,
    { list, variantId, locationId, incoming, updateTime },
    told,
    onRefusal,
  );
  Object.assign(entries, written.entries);
  if (!written.isAnswered) {
    const isRefused = written.problem?.endsWith('400') === true;
    const what = `Writing is not confirmed: ${written.problem ?? 'it shows nothing'}.`;
    const how =
      ' What a request’s object stands under can be said by --names requestEnvelope=<name>';
    problems.push(isRefused ? what + how : what);
    notes.contradict('E10', written.problem ?? '');
    return false;
  }
  notes.confirm('E2', 'a level was written with PUT');
  notes.confirm('C8', 'the answer is about the level of the request');
  notes.confirm('C9', 'the answer holds the level');
  if (written.isSeen) {
    const { requestEnvelope, requestNumbers } = written.entries;
    const isUsual = requestEnvelope === GENSTORE_202412.requestEnvelope;
    const isNumber = requestNumbers === GENSTORE_202412.requestNumbers;
    notes.confirm('E10', 'the level came back, with a new time');
    (isUsual ? notes.confirm : notes.contradict)('T10', `\`${requestEnvelope ?? ''}\``);
    (isNumber ? notes.confirm : notes.contradict)('T8', `\`${requestNumbers ?? ''}\``);
  } else {
    questions.push(
      'The write was answered with the level as it was, but its time did not change either: nothing shows that the body was read as meant. Change a unit by hand in a test shop to be sure, and say it by --names requestEnvelope=<name>.',
    );
  }
  if (written.time !== undefined && written.isSeen && isZoneless(written.time)) {
    const zone = zoneOf(written.time, written.at);
    if (zone !== undefined) {
      entries.timeZone = zone;
      questions.splice(
        0,
        questions.length,
        ...questions.filter((each) => !each.startsWith('Times tell')),
      );
      remarks.splice(
        0,
        remarks.length,
        ...remarks.filter((each) => !each.startsWith('Times tell')),
      );
      if (zone === 'Z') notes.confirm('T24', 'the time of a write just made');
      else notes.contradict('T24', `the zone is ${zone}`);
    }
  }
  return written.isSeen || told.requestEnvelope !== undefined;
}

/** The level that may be written, on the page or by the filter that was found. */
async function findLevel(
  asker: Asker,
  list: string,
  objects: readonly unknown[],
  names: Place,
  place: Place,
  { variantFilter }: WireEntries,
): Promise<unknown> {
  const isIt = (object: unknown): boolean =>
    idOf(valueAt(object, names.variantId)) === place.variantId &&
    idOf(valueAt(object, names.locationId)) === place.locationId;
  const found = objects.find(isIt);
  if (found !== undefined || variantFilter === undefined) return found;
  const query = new URLSearchParams({ [variantFilter]: place.variantId }).toString();
  const answer = await asker.ask({ path: '/inventory', query });
  if (answer.status === undefined) return undefined;
  const items = valueAt(answer.json, list);
  return Array.isArray(items) ? items.find(isIt) : undefined;
}
