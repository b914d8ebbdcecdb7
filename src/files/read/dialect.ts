import type { StockFileSettings } from '../options.ts';
import { trouble } from './trouble.ts';

/** How a file is written down. */
type Dialect =
  { readonly format: 'jsonl' } | { readonly format: 'csv'; readonly delimiter: string };

/** A file whose first line was looked at. */
export interface Opened {
  readonly dialect: Dialect;
  /** All of its text but what was taken away before the first line. */
  readonly text: AsyncGenerator<string, void, undefined>;
  /** How many lines were taken away before it. */
  readonly skippedLines: number;
}

/** What parts columns, where nobody says. */
export const DELIMITERS: readonly string[] = [',', ';', '\t', '|'];
/** A first line may be long, but not as long as a file that has no lines. */
const MOST = 1_000_000;

/** Looks at the first line that is not empty, to know how the file is written. */
export async function findDialect(
  text: AsyncGenerator<string, void, undefined>,
  settings: StockFileSettings,
): Promise<Opened> {
  const { name } = settings;
  let head = '';
  for (;;) {
    const next = await text.next();
    if (next.done === true) break;
    head += next.value;
    if (head.trimStart().includes('\n') || head.length > MOST) break;
  }
  if (head.trim() === '') throw trouble(name, 'The file is empty.');
  let skippedLines = 0;
  let told: string | undefined;
  // How Excel is told what stands between columns.
  const mark = /^\s*"?sep=(.)"?\s*\n/i.exec(head);
  if (mark !== null) {
    told = mark[1];
    skippedLines = mark[0].split('\n').length - 1;
    head = head.slice(mark[0].length);
  }
  const first = head.trimStart().split('\n', 1)[0] ?? '';
  const format = settings.format ?? (first.startsWith('{') ? 'jsonl' : undefined);
  if (format === 'jsonl' && first.trim() === '{') {
    throw trouble(name, 'This is JSON over several lines. Write one object a line (jq -c .).');
  }
  if (format !== 'jsonl') refuseOthers(first, name);
  if (format === 'jsonl') {
    return { dialect: { format }, text: prepend(head, text), skippedLines };
  }
  const delimiter = settings.delimiter ?? (format === 'tsv' ? '\t' : (told ?? guess(first)));
  return { dialect: { format: 'csv', delimiter }, text: prepend(head, text), skippedLines };
}

function refuseOthers(first: string, name: string): void {
  if (/^<[!?a-z]/i.test(first)) {
    throw trouble(
      name,
      'This is a page or XML, not a table. Was an error page saved, or an export?',
    );
  }
  if (first.startsWith('[')) {
    throw trouble(name, 'This is one JSON array. Write one object a line (jq -c ".[]").');
  }
}

/** The delimiter that stands most often in a line, quoted texts left aside. */
function guess(line: string): string {
  const bare = line.replaceAll(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((each) => bare.split(each).length - 1);
  const most = Math.max(...counts);
  return most === 0 ? ',' : (DELIMITERS[counts.indexOf(most)] ?? ',');
}

async function* prepend(
  head: string,
  rest: AsyncGenerator<string, void, undefined>,
): AsyncGenerator<string, void, undefined> {
  yield head;
  yield* rest;
}
