/** A line of JSON: its fields as texts, or what is wrong with it. */
export interface JsonRow {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string> | undefined;
  /** The line as it stands there, where it is no object. */
  readonly text: string;
}

/** Reads lines of JSON. Empty ones are left out. */
export async function* jsonRows(
  text: AsyncIterable<string>,
): AsyncGenerator<JsonRow, void, undefined> {
  let line = 0;
  for await (const each of linesOf(text)) {
    line += 1;
    if (each.trim() === '') continue;
    yield { line, cells: readObject(each), text: each };
  }
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** Numbers are kept as they are written: one that is longer than JavaScript's would lose digits. */
function readObject(text: string): ReadonlyMap<string, string> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text, keepDigits);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(
    Object.entries(value).map(([name, cell]) => [
      name,
      typeof cell === 'string' ? cell : cell === null ? '' : JSON.stringify(cell),
    ]),
  );
}

function keepDigits(
  this: unknown,
  _: string,
  value: unknown,
  context?: { readonly source?: string },
): unknown {
  return typeof value === 'number' && context?.source !== undefined ? context.source : value;
}
