import { isWanted } from '../intent.ts';
import type { Intent } from '../intent.ts';
import type { Agenda } from '../store-steps.ts';
import { intentsOf } from './tables.ts';
import type { Tables } from './tables.ts';

/** How long what the platform acknowledged tells an old reading from a new one. */
const MEMORY_MS = 10_000;

/** What there is to do: the levels whose turn it is in each priority. */
export function agendaOf(tables: Tables, levels: number): Agenda {
  const { clock, pending, open, acknowledged } = tables;
  const now = clock.now();
  const turns = { interactive: [] as Turn[], background: [] as Turn[] };
  for (const [place, rows] of pending) {
    let first: Intent | undefined;
    for (const row of rows.values()) {
      if (isWanted(row, now) && (first === undefined || isBefore(row, first))) first = row;
    }
    if (first !== undefined) turns[first.priority].push({ place, rows, sequence: first.sequence });
  }
  const next = Object.values(turns).flatMap((list) => {
    list.sort((a, b) => a.sequence - b.sequence);
    return list.slice(0, levels);
  });
  const intents = next.flatMap(({ rows }) =>
    [...rows.values()]
      .filter((intent) => isWanted(intent, now))
      .toSorted((a, b) => a.sequence - b.sequence),
  );
  const openStatements = [...open.values()].map((statement) => {
    const sending = intentsOf(tables, statement);
    const areWanted = sending.length > 0 && sending.every((intent) => isWanted(intent, now));
    return { statement, intents: sending, areWanted };
  });
  for (const [place, { at }] of acknowledged) {
    if (Math.abs(now - at) >= MEMORY_MS) acknowledged.delete(place);
  }
  const told = next.flatMap(({ place }) => acknowledged.get(place) ?? []);
  return { intents, statements: openStatements, acknowledged: told };
}

interface Turn {
  readonly place: string;
  readonly rows: ReadonlyMap<string, Intent>;
  readonly sequence: number;
}

/** Whether an intent decides a level's turn rather than another: the urgent one, then the first. */
function isBefore(row: Intent, other: Intent): boolean {
  if (row.priority !== other.priority) return row.priority === 'interactive';
  return row.sequence < other.sequence;
}
