/** A line of JSON: its fields as texts, or what is wrong with it. */
export interface JsonRow {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
  /** The fields that hold neither a text nor a number nor null. */
  readonly odd: ReadonlySet<string>;
  readonly wrong: string | undefined;
  /** The line as it stands there. */
  readonly text: string;
}

/** Reads lines of JSON. Empty ones are left out. */
export async function* jsonRows(
  text: AsyncIterable<string>,
): AsyncGenerator<JsonRow, void, undefined> {
  let line = 0;
  for await (const each of linesOf(text)) {
    line += 1;
    if (each.trim() !== '') yield { line, text: each, ...readObject(each) };
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

const NO_OBJECT =
  'is no JSON object. Write one a line, such as {"sku":"P001","location":"Berlin","onHand":40}';
const TWICE = 'has a field twice. Write each once.';
/** A name in a valid text: what is within quotes before a colon. */
const NAME = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/** Numbers are kept as they are written: one that is longer than JavaScript's would lose digits. */
function readObject(text: string): Pick<JsonRow, 'cells' | 'odd' | 'wrong'> {
  const cells = new Map<string, string>();
  const odd = new Set<string>();
  let value: unknown;
  try {
    // A mark may stand here where files were put together.
    value = JSON.parse(text.trim(), keepDigits);
  } catch {
    return { cells, odd, wrong: NO_OBJECT };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { cells, odd, wrong: NO_OBJECT };
  }
  for (const [name, cell] of Object.entries(value)) {
    if (typeof cell !== 'string' && cell !== null) odd.add(name);
    cells.set(name, typeof cell === 'string' ? cell : cell === null ? '' : JSON.stringify(cell));
  }
  const names = [...text.matchAll(NAME)].filter(([, colon]) => colon !== undefined).length;
  return { cells, odd, wrong: odd.size === 0 && names > cells.size ? TWICE : undefined };
}

function keepDigits(
  this: unknown,
  _: string,
  value: unknown,
  context?: { readonly source?: string },
): unknown {
  return typeof value === 'number' && context?.source !== undefined ? context.source : value;
}
