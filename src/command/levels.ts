import { readCatalog } from '../catalog/index.ts';
import { isInventoryError } from '../index.ts';
import type { InventoryClient, InventoryLevel, InventoryPage } from '../index.ts';
import { clientOptions, openClient } from './access.ts';
import type { AccessOptions } from './access.ts';
import { Interrupted, watchForEnd } from './ending.ts';
import { UsageError } from './failures.ts';
import type { ExitCode } from './failures.ts';
import { wordsOfError } from './rows/input.ts';
import { quote } from './rows/report.ts';
import type { Surroundings } from './surroundings.ts';
import { tableOf } from './tables.ts';
import { partsOf } from './words/values.ts';

/** The options of `levels`. */
export interface LevelsOptions extends AccessOptions {
  readonly below?: number;
  readonly variant?: readonly string[];
  readonly location?: readonly string[];
  readonly format?: 'csv' | 'jsonl' | 'table';
}

const COLUMNS = [
  'variantId',
  'locationId',
  'available',
  'committed',
  'unavailable',
  'incoming',
  'onHand',
] as const;

/** So many levels without numbers are named. */
const TOLD = 20;

/** Prints levels; csv and jsonl as they come, so that there may be any number of them. */
export async function levels(
  options: LevelsOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { print, complain, isTerminal } = surroundings;
  const { below, variant, format = isTerminal ? 'table' : 'csv' } = options;
  const client = openClient(clientOptions(options, surroundings));
  const end = watchForEnd();
  try {
    const locationIds = await locationsOf(client, options.location, end.signal);
    const found: InventoryLevel[] = [];
    const query = client.query(
      {
        ...(variant && { variantIds: [...variant] }),
        ...(locationIds && { locationIds }),
        limit: 250,
      },
      { signal: end.signal },
    );
    let isEmpty = true;
    // Not before the shop has answered: what fails prints nothing that looks like a table.
    const printHead = (): void => {
      if (isEmpty && format === 'csv') print(`${COLUMNS.join(',')}\n`);
    };
    const untracked: string[] = [];
    for await (const level of levelsOf(query.pages(), untracked)) {
      printHead();
      isEmpty = false;
      if (below !== undefined && level.available >= below) continue;
      if (format === 'table') found.push(level);
      else if (format === 'csv')
        print(`${COLUMNS.map((name) => quote(String(level[name]))).join(',')}\n`);
      else
        print(
          `${JSON.stringify(Object.fromEntries(COLUMNS.map((name) => [name, level[name]])))}\n`,
        );
    }
    printHead();
    if (format === 'table') {
      const rows = found.map((level) => COLUMNS.map((name) => String(level[name])));
      const head = [
        'variant',
        'location',
        'available',
        'committed',
        'unavail.',
        'incoming',
        'on hand',
      ];
      print(found.length === 0 ? 'No levels.\n' : `${await tableOf(head, rows, surroundings)}\n`);
    }
    tellUntracked(untracked, complain);
    if (isEmpty && untracked.length === 0 && (variant ?? locationIds) !== undefined) {
      const hint = variant === undefined ? '' : ' --variant takes ids of variants, and no SKUs.';
      complain(`The shop has no level of these.${hint}\n`);
    }
    return 0;
  } catch (error) {
    if (error instanceof Interrupted) return 1;
    if (!isInventoryError(error)) throw error;
    complain(`${inWordsOfOptions(wordsOfError(error))}\n`);
    return error.code === 'invalid-input' ? 2 : 3;
  } finally {
    end.stop();
  }
}

/** The levels of all pages; those without numbers are noted. */
async function* levelsOf(
  pages: AsyncIterable<InventoryPage>,
  untracked: string[],
): AsyncGenerator<InventoryLevel, void, undefined> {
  for await (const page of pages) {
    for (const { variantId, locationId } of page.untracked) {
      untracked.push(`${variantId} at ${locationId}`);
    }
    yield* page.levels;
  }
}

/** Whoever counts the rows would miss them otherwise. */
function tellUntracked(untracked: readonly string[], complain: Surroundings['complain']): void {
  if (untracked.length === 0) return;
  const named = untracked.slice(0, TOLD).join(', ');
  const rest = untracked.length > TOLD ? ` and ${untracked.length - TOLD} more` : '';
  complain(`Left out, as the shop does not track the stock of the variant: ${named}${rest}.\n`);
}

function inWordsOfOptions(message: string): string {
  return message
    .replace(/^query: variantIds(\[\d+\])?/, '--variant')
    .replace(/^query: locationIds(\[\d+\])?/, '--location');
}

/**
 * Warehouses by their ids; the catalog is asked only where something is no id. A name may hold commas:
 * only a text that is none is parted by them.
 */
async function locationsOf(
  client: InventoryClient,
  told: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<string[] | undefined> {
  const parts = told?.flatMap(partsOf);
  if (told === undefined || parts?.every((each) => /^\d+$/.test(each)) === true) return parts;
  const locations = [...new Set([...told, ...(parts ?? [])])];
  const catalog = await readCatalog(client, { skus: [], locations, signal });
  const isName = (text: string): boolean => catalog.locationsOf(text).length > 0;
  return told
    .flatMap((text) => (isName(text) ? [text] : partsOf(text)))
    .map((each) => {
      const [place, other] = catalog.locationsOf(each);
      if (place !== undefined && other === undefined) return place.locationId;
      if (place === undefined && /^\d+$/.test(each)) return each;
      throw new UsageError(
        `--location: ${each} ${place === undefined ? 'is no warehouse of the shop' : 'means several warehouses: say its id'}`,
      );
    });
}
