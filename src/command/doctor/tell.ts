import { GENSTORE_202412 } from '../../index.ts';
import type { FoundIds } from './find/ids.ts';
import type { Field } from './find/leaves.ts';
import { QUANTITIES } from './find/quantities.ts';
import type { FoundQuantities } from './find/quantities.ts';
import { either, sayBy } from './say.ts';
import type { Account } from './say.ts';
import type { FoundTime } from './find/times.ts';

/** Says what became of the ids. */
export function tellIds(
  { found, open, contradictions }: FoundIds,
  fields: readonly Field[],
  { notes, questions, problems, remarks }: Account,
): void {
  const words = { variantId: 'of the variant', locationId: 'of the warehouse' } as const;
  for (const name of ['variantId', 'locationId'] as const) {
    if (found[name] !== undefined) continue;
    const paths = open[name] ?? [];
    questions.push(
      paths.length === 0
        ? `No field holds the id ${words[name]}.`
        : `The id ${words[name]} may be ${either(paths)}. ${sayBy(name, paths)}`,
    );
  }
  problems.push(...contradictions);
  if (contradictions.length > 0) notes.contradict('E6', contradictions.join(' '));
  const path = found.locationId?.path;
  if (path === GENSTORE_202412.locationId) notes.confirm('E4', `\`${path}\``);
  else if (path !== undefined) notes.contradict('E4', `\`${path}\``);
  if (found.productId?.path === GENSTORE_202412.productId) notes.confirm('E5', '`productId`');
  else if (found.productId !== undefined) notes.contradict('E5', `\`${found.productId.path}\``);
  const values = fields.filter(
    (field) => field.path === found.variantId?.path || field.path === path,
  );
  const kinds = new Set(values.flatMap((field) => field.values.map((value) => typeof value)));
  if (kinds.size > 0)
    notes.confirm(
      'T6',
      `ids come as ${[...kinds].map((kind) => (kind === 'string' ? 'texts' : 'numbers')).join(' and ')}`,
    );
  const [first, second] = values;
  if (
    first !== undefined &&
    second !== undefined &&
    JSON.stringify(first.values) === JSON.stringify(second.values)
  ) {
    remarks.push(
      'The ids of variants and warehouses are the same in all levels, so their names alone tell them apart.',
    );
  }
}

const MEANINGS = {
  available: 'The units that can be bought',
  committed: 'The units in orders',
  unavailable: 'The units set aside',
  incoming: 'The units on their way',
  onHand: 'The units on hand',
} as const;

/** Says what became of the quantities. */
export function tellQuantities(
  { found, open, contradictions, telling, alwaysZero }: FoundQuantities,
  { notes, questions, problems, remarks }: Account,
): void {
  for (const name of QUANTITIES) {
    const field = found[name];
    if (field === undefined) {
      const paths = open[name] ?? [];
      // On hand is derived where nobody tells it.
      if (paths.length === 0 && name === 'onHand') continue;
      questions.push(
        paths.length === 0
          ? `${MEANINGS[name]} were not found: no field is left for them. ${sayBy(name)}`
          : `${MEANINGS[name]} may be ${either(paths)}. ${sayBy(name, paths)}`,
      );
    } else if (field.basis === 'numbers') {
      remarks.push(`${MEANINGS[name]} are \`${field.path}\`: the numbers leave no other.`);
    }
  }
  if (contradictions.length > 0) {
    problems.push(...contradictions);
    for (const line of ['M7', 'C4']) notes.contradict(line, contradictions.join(' '));
  }
  if (telling > 0 && alwaysZero.length > 0) {
    remarks.push(
      `${either(
        alwaysZero.map((name) => found[name]?.path ?? name),
        'and',
      )}: always 0 in what was read, so only the names tell.`,
    );
  }
  const others = QUANTITIES.filter(
    (name) => found[name] !== undefined && found[name].path !== GENSTORE_202412[name],
  );
  if (others.length > 0) {
    notes.contradict(
      'E6',
      others.map((name) => `${name} is \`${found[name]?.path ?? ''}\``).join(', '),
    );
  } else if (QUANTITIES.every((name) => found[name] !== undefined)) {
    notes.confirm('E6', 'the five quantities');
    notes.confirm('T7', 'integers, or texts that hold one');
  }
  if (Object.keys(found).length > 0) notes.confirm('T7', 'integers, or texts that hold one');
}

/** Says what became of the time. */
export function tellTime(
  { found, open, zoned, zoneless, unread }: FoundTime,
  { notes, questions, remarks }: Account,
): void {
  if (found === undefined) {
    if (open.length > 1) {
      questions.push(
        `When a level last changed may be ${either(open)}. ${sayBy('updateTime', open)}`,
      );
    } else if (open.length === 1) {
      remarks.push(
        `\`${open[0]}\` holds times, but is not called a change: the client does without. ${sayBy('updateTime', open)} if it is one.`,
      );
    }
    return;
  }
  const kinds = [zoned > 0 ? 'with a zone' : '', zoneless > 0 ? 'without a zone' : ''];
  if (zoned + zoneless > 0) notes.confirm('T23', kinds.filter((kind) => kind !== '').join(' and '));
  if (unread > 0) {
    const some = zoned + zoneless > 0 ? 'Some times are' : 'The times are';
    remarks.push(
      `${some} none that there are, or not in ISO 8601, such as 2026-03-01T10:00:00Z: the client leaves them out.`,
    );
  }
  if (found.path === GENSTORE_202412.updateTime) notes.confirm('E7', `\`${found.path}\``);
  else notes.contradict('E7', `\`${found.path}\``);
}
