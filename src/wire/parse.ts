import * as z from 'zod/mini';

/** What was read, or where the first mismatch with the contract is and what should stand there. */
export type Decoded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly path: string; readonly expected: string };

/** Reads a value by a schema; the prefix stands before the path of a mismatch. */
export function parse<Schema extends z.core.$ZodType>(
  schema: Schema,
  value: unknown,
  prefix: string,
): Decoded<z.output<Schema>> {
  const result = z.safeParse(schema, value);
  if (result.success) return { ok: true, value: result.data };
  const [issue] = result.error.issues;
  return { ok: false, path: joinPath(prefix, issue), expected: expectation(issue) };
}

/** Writes `inventories[3].available`, and names the first unknown field where there is one. */
function joinPath(prefix: string, issue: z.core.$ZodIssue | undefined): string {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  let path = prefix;
  for (const key of [...(issue?.path ?? []), ...unknown]) {
    path += typeof key === 'number' ? `[${key}]` : `${path === '' ? '' : '.'}${String(key)}`;
  }
  return path;
}

function expectation(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'something else';
  if (issue.code === 'unrecognized_keys') return 'left out: the field is unknown';
  if (issue.code === 'invalid_type' && issue.expected === 'object') return 'an object';
  return issue.message;
}

/** Whether a value is an object whose fields can be looked at. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
