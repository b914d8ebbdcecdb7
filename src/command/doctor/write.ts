import type { WireEntries } from '../../index.ts';
import { timeOf } from './ask.ts';
import type { Answer, Asker } from './ask.ts';
import { idOf, integerOf, objectsIn, valueAt } from './find/leaves.ts';

/** The findings of the one write. */
export interface FoundWrite {
  readonly entries: WireEntries;
  /** Whether the level came back as it was, in an envelope that is known now. */
  readonly isAnswered: boolean;
  /** Whether the level's time shows that the write was read. */
  readonly isSeen: boolean;
  /** Its time after the write. */
  readonly time: string | undefined;
  /** When that was, by the shop's clock where it tells it. */
  readonly at: number;
  /** Why there is nothing of it. */
  readonly problem: string | undefined;
}

/** The names that a write needs, as they were found. */
export interface WriteNames {
  readonly list: string;
  readonly variantId: string;
  readonly locationId: string;
  readonly incoming: string;
  readonly updateTime: string | undefined;
}

/** The level that may be written. */
export interface Place {
  readonly variantId: string;
  readonly locationId: string;
}

/** Writes a level's own number of incoming units: it changes nothing, and shows how a shop is written to. */
export async function writeOnce(
  asker: Asker,
  place: Place,
  level: unknown,
  names: WriteNames,
  told: WireEntries,
  onRefusal: (answer: Answer) => void,
): Promise<FoundWrite> {
  const own = integerOf(valueAt(level, names.incoming));
  const before = names.updateTime && valueAt(level, names.updateTime);
  let problem = 'no request was left for it';
  for (const { envelope, form } of attemptsOf(names.list, told)) {
    if (asker.left() <= 0) break;
    const body = bodyOf(envelope, [
      [names.locationId, place.locationId],
      [names.incoming, form === 'text' ? String(own) : own],
    ]);
    const path = `/inventory/${encodeURIComponent(place.variantId)}`;
    const answer = await asker.ask({ method: 'PUT', path, body });
    if (answer.status === undefined) {
      return { ...NOTHING, problem: `the write was not answered: ${answer.problem}` };
    }
    if (answer.status >= 400) {
      problem = `the write was refused with status ${answer.status}`;
      onRefusal(answer);
      // Only a body that was not understood is worth another one.
      if (answer.status !== 400) return { ...NOTHING, problem };
      continue;
    }
    const [found] = objectsIn(answer.json).filter(
      ([, object]) =>
        idOf(valueAt(object, names.variantId)) === place.variantId &&
        idOf(valueAt(object, names.locationId)) === place.locationId,
    );
    if (found === undefined) {
      return { ...NOTHING, problem: 'the answer to the write holds no level as the list has it' };
    }
    const [answerEnvelope, object] = found;
    const after = names.updateTime && valueAt(object, names.updateTime);
    const isSame = integerOf(valueAt(object, names.incoming)) === own;
    const isSeen = after !== undefined && after !== before;
    return {
      // A body that nobody looked at is answered just so.
      entries: {
        answerEnvelope,
        ...(isSeen && { requestEnvelope: envelope, requestNumbers: form }),
      },
      isAnswered: isSame,
      isSeen,
      time: typeof after === 'string' ? after : undefined,
      at: timeOf(answer),
      problem: isSame ? undefined : 'the level came back with another number of incoming units',
    };
  }
  return { ...NOTHING, problem };
}

const NOTHING: FoundWrite = {
  entries: {},
  isAnswered: false,
  isSeen: false,
  time: undefined,
  at: 0,
  problem: undefined,
};

interface Attempt {
  readonly envelope: string;
  readonly form: 'number' | 'text';
}

/** The likeliest bodies: the documented envelope, the singular of the list's name, and none. */
function attemptsOf(list: string, told: WireEntries): readonly Attempt[] {
  const last = list.slice(list.lastIndexOf('.') + 1);
  const singular = last.replace(/ies$/, 'y').replace(/s$/, '');
  const envelopes =
    told.requestEnvelope === undefined
      ? [...new Set(['inventory', singular, ''])]
      : [told.requestEnvelope];
  const forms: Attempt['form'][] =
    told.requestNumbers === undefined ? ['number', 'text'] : [told.requestNumbers];
  return forms.flatMap((form) => envelopes.map((envelope) => ({ envelope, form })));
}

/** JSON of fields at their paths, in an envelope. */
function bodyOf(
  envelope: string,
  fields: readonly (readonly [path: string, value: unknown])[],
): string {
  // Without a prototype, no name has a meaning of its own.
  const body = Object.create(null) as Record<string, unknown>;
  for (const [path, value] of fields) {
    const steps = [...(envelope === '' ? [] : envelope.split('.')), ...path.split('.')];
    const last = steps.pop() ?? '';
    let inner = body;
    for (const step of steps) inner = (inner[step] ??= {}) as Record<string, unknown>;
    inner[last] = value;
  }
  return JSON.stringify(body);
}
