import { GENSTORE_202412 } from '../../index.ts';
import type { Answer, Asker } from './ask.ts';
import { entriesOf, findFilter } from './find/filters.ts';
import { idOf, valueAt } from './find/leaves.ts';
import type { Notes } from './lines.ts';
import type { LevelNames } from './names.ts';
import { either, sayBy } from './say.ts';
import type { Account, Found, Told } from './say.ts';

/** How many requests a write may take, and where its envelope is told. */
const FOR_A_WRITE = 4;
const FOR_A_TOLD_WRITE = 2;

/** Looks for the names of both filters, with the requests that can be spared. */
export async function tryFilters(
  asker: Asker,
  list: string,
  objects: readonly unknown[],
  names: LevelNames,
  { names: told, write }: Told,
  entries: Found,
  record: Account,
  onRefusal: (answer: Answer) => void,
): Promise<void> {
  const { notes, questions, remarks } = record;
  const forWrite = told.requestEnvelope === undefined ? FOR_A_WRITE : FOR_A_TOLD_WRITE;
  const reserve = write === undefined ? 0 : forWrite;
  for (const which of ['variant', 'location'] as const) {
    const path = names.entries[`${which}Id`];
    if (path === undefined) continue;
    const left = asker.left() - reserve;
    const most = Math.min(5, which === 'variant' ? Math.ceil(left / 2) : left);
    const ids = objects.map((object) => idOf(valueAt(object, path)) ?? '');
    const found = await findFilter({
      asker,
      list,
      path,
      ids,
      told: { name: told[`${which}Filter`], form: told[`${which}FilterForm`] },
      usual: GENSTORE_202412[`${which}Filter`],
      most,
      onRefusal,
    });
    Object.assign(entries, entriesOf(which, found));
    if (found.kind === 'found') {
      if (found.name === GENSTORE_202412[`${which}Filter`])
        notes.confirm('E15', 'the filters take ids');
      else notes.contradict('E15', `the filter by ${which}s is \`${found.name}\``);
      if (!found.isFormSeen) {
        remarks.push(
          `Whether the filter by ${which}s takes several ids was not seen: the profile has it take one.`,
        );
      } else if (found.form !== (told[`${which}FilterForm`] ?? found.form)) {
        questions.push(`The filter by ${which}s does not take several ids as was said.`);
      } else tellForm(which, found.form, notes);
      continue;
    }
    const { kind, names: tried } = found;
    if (kind === 'ignored') {
      notes.contradict('E15', `${either(tried, 'and')} changed nothing`);
      remarks.push(
        `No filter by ${which}s was found: ${either(tried, 'and')} changed nothing. The client picks what it wants from all levels, which costs pages.`,
      );
      continue;
    }
    if (kind === 'refused') notes.contradict('E15', `${either(tried, 'and')} were refused`);
    const how =
      tried.length === 0
        ? 'no request was left to try'
        : kind === 'refused'
          ? `${either(tried, 'and')} were refused`
          : `what came by ${either(tried, 'and')} tells nothing`;
    questions.push(
      `How the list is filtered by ${which}s is not known: ${how}. ${sayBy(`${which}Filter`)}`,
    );
  }
}

function tellForm(which: 'variant' | 'location', form: string, notes: Notes): void {
  const line = which === 'variant' ? 'P15' : 'P17';
  if (form === GENSTORE_202412[`${which}FilterForm`]) notes.confirm(line, `\`${form}\``);
  else notes.contradict(line, `it is \`${form}\``);
}
