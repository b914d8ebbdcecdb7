import type { WireEntries } from '../../../index.ts';
import type { Answer, Asker } from '../ask.ts';
import { idOf, valueAt } from './leaves.ts';

type Form = 'one' | 'commas' | 'repeats';

/** The end that looking for the name of a filter came to. */
export type FoundFilter =
  | {
      readonly kind: 'found';
      readonly name: string;
      /** `one` as well where nobody saw whether it takes several: that is right in any case. */
      readonly form: Form;
      readonly isFormSeen: boolean;
    }
  /** All names that were tried are ignored: the client picks from what comes. */
  | { readonly kind: 'ignored'; readonly names: readonly string[] }
  /** All names that were tried are refused. */
  | { readonly kind: 'refused'; readonly names: readonly string[] }
  | { readonly kind: 'unclear'; readonly names: readonly string[] };

/** Where the levels of a page are, and the id that the filter is about. */
export interface FilterContext {
  readonly asker: Asker;
  readonly list: string;
  /** The path of the id. */
  readonly path: string;
  /** The ids of the levels of a page. */
  readonly ids: readonly string[];
  /** The words of a person about it. */
  readonly told: { readonly name: string | undefined; readonly form: Form | undefined };
  readonly usual: string;
  /** How many requests it may take. */
  readonly most: number;
  readonly onRefusal: (answer: Answer) => void;
}

/** How many levels a page holds at most. */
const PAGE = 250;

/** Looks for the name of a filter by one id, and then whether it takes two. */
export async function findFilter(context: FilterContext): Promise<FoundFilter> {
  const { path, told, usual, most } = context;
  const distinct = [...new Set(context.ids)];
  const [one = '', two] = distinct;
  // In a shop of one, an id that is not there tells as much: nothing must come back.
  const asked = two === undefined ? '999999999999999' : one;
  const names = told.name === undefined ? namesOf(path, usual) : [told.name];
  const tried: { readonly name: string; readonly became: Became }[] = [];
  for (const name of names.slice(0, most)) {
    const became = await tryOut(context, name, 'one', [asked], two === undefined ? 0 : 1);
    if (became !== 'filtered') {
      tried.push({ name, became });
      continue;
    }
    const forms: Form[] = told.form === undefined ? ['commas', 'repeats'] : [told.form];
    const canTry = two === undefined ? 0 : Math.max(0, most - tried.length - 1);
    for (const form of forms.filter((each) => each !== 'one').slice(0, canTry)) {
      const both = await tryOut(context, name, form, [one, two ?? ''], 2);
      if (both === 'filtered') return { kind: 'found', name, form, isFormSeen: true };
    }
    const isFormSeen = canTry >= forms.length;
    return { kind: 'found', name, form: 'one', isFormSeen };
  }
  const all = (became: Became): boolean =>
    tried.length > 0 && tried.every((each) => each.became === became);
  const kind = all('refused') ? 'refused' : all('ignored') ? 'ignored' : 'unclear';
  return { kind, names: tried.map(({ name }) => name) };
}

type Became = 'filtered' | 'ignored' | 'refused' | 'unclear';

/** Asks by a filter, and says what became of it. */
async function tryOut(
  { asker, list, path, onRefusal }: FilterContext,
  name: string,
  form: Form,
  wanted: readonly string[],
  expected: number,
): Promise<Became> {
  const parameters = new URLSearchParams({ limit: String(PAGE) });
  if (form === 'repeats') for (const id of wanted) parameters.append(name, id);
  else parameters.set(name, wanted.join(','));
  const answer = await asker.ask({ path: '/inventory', query: parameters.toString() });
  if (answer.status === undefined) return 'unclear';
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
    onRefusal(answer);
    return 'refused';
  }
  const items = valueAt(answer.json, list);
  if (answer.status !== 200 || !Array.isArray(items)) return 'unclear';
  const came = new Set(items.map((item) => idOf(valueAt(item, path)) ?? ''));
  if (![...came].every((id) => wanted.includes(id))) return 'ignored';
  // A page that is full need not show both.
  const isFull = came.size > 0 && items.length >= PAGE;
  return came.size === expected || isFull ? 'filtered' : 'unclear';
}

/** The names that are likely: the id's own in the plural and the singular, and the usual one. */
function namesOf(path: string, usual: string): readonly string[] {
  const steps = path.split('.');
  const last = steps.at(-1) ?? '';
  const own = /^id$/i.test(last) ? `${steps.at(-2) ?? ''}Id` : last;
  return [...new Set([`${own}s`, own, usual])];
}

/** The entries of a profile that a filter found makes. */
export function entriesOf(which: 'variant' | 'location', found: FoundFilter): WireEntries {
  if (found.kind !== 'found') return {};
  return which === 'variant'
    ? { variantFilter: found.name, variantFilterForm: found.form }
    : { locationFilter: found.name, locationFilterForm: found.form };
}
