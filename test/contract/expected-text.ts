/**
 * Expected texts may leave something open: `…` stands for any text, `$name` for a text without
 * spaces and punctuation of its surroundings, which later texts of the same case can repeat.
 */

/** What names stand for, in one run of a case. */
export type Captures = Map<string, string>;

const NAME = /\$(\w+)/g;

/** Puts what was captured into a text. */
export function fillIn(text: string, captures: Captures): string {
  return text.replaceAll(NAME, (_, name: string) => {
    const value = captures.get(name);
    if (value === undefined) throw new Error(`Nothing was captured as $${name}`);
    return value;
  });
}

/** The text itself where it is as expected, so that it can stand in the expectation's place. */
export function settle(expected: string, actual: string, captures: Captures): string {
  const names: string[] = [];
  const source = expected.split(/(…|\$\w+)/).map((part) => {
    if (part === '…') return '[\\s\\S]*?';
    if (!part.startsWith('$')) return escape(part);
    const name = part.slice(1);
    const known = captures.get(name);
    if (known !== undefined) return escape(known);
    names.push(name);
    return `([^\\s"'<>,;&]+)`;
  });
  const found = new RegExp(`^${source.join('')}$`).exec(actual);
  if (found === null) return expected;
  for (const [index, name] of names.entries()) captures.set(name, found[index + 1] ?? '');
  return actual;
}

function escape(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}

/**
 * The expected JSON, with the actual text wherever it fits. `{"…": "…"}` stands for further fields,
 * and `[X, "…"]` for any number of X.
 */
export function settleJson(expected: unknown, actual: unknown, captures: Captures): unknown {
  if (typeof expected === 'string') {
    return typeof actual === 'string' ? settle(expected, actual, captures) : expected;
  }
  if (Array.isArray(expected)) return settleList(expected, actual, captures);
  if (!isRecord(expected)) return expected;
  const fields = isRecord(actual) ? actual : {};
  const { '…': others, ...named } = expected;
  const settled = Object.entries(named).map(([name, value]): [string, unknown] => [
    name,
    settleJson(value, fields[name], captures),
  ]);
  return others === undefined
    ? Object.fromEntries(settled)
    : { ...fields, ...Object.fromEntries(settled) };
}

function settleList(
  expected: readonly unknown[],
  actual: unknown,
  captures: Captures,
): readonly unknown[] {
  const items: readonly unknown[] = Array.isArray(actual) ? actual : [];
  if (expected.at(-1) === '…') return items.map((item) => settleJson(expected[0], item, captures));
  return expected.map((item, index) => settleJson(item, items[index], captures));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
