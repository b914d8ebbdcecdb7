import type * as z from 'zod/mini';
import { safeParse } from 'zod/mini';
import { isObject, shownName } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';

/** Reads a value by a schema; the prefix stands before the path of a mismatch. */
export function parse<Schema extends z.core.$ZodType>(
  schema: Schema,
  value: unknown,
  prefix: string,
): Decoded<z.output<Schema>> {
  const result = safeParse(schema, value);
  if (result.success) return { ok: true, value: result.data };
  const [issue] = result.error.issues;
  return { ok: false, path: joinPath(prefix, issue?.path ?? []), expected: expectation(issue) };
}

/** Writes `inventories[3].available`. */
function joinPath(prefix: string, keys: readonly PropertyKey[]): string {
  let path = prefix;
  for (const key of keys) {
    if (typeof key === 'number') path += `[${key}]`;
    else path += `${path === '' ? '' : '.'}${shownName(String(key))}`;
  }
  return path;
}

function expectation(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_type') {
    if (issue.expected === 'object') return 'an object';
    if (issue.expected === 'array') return 'an array';
  }
  return issue?.message ?? 'something else';
}

/** Finds the object in its envelope, or alone, and the path that leads to it. */
export function openEnvelope(
  body: unknown,
  name: string,
): Decoded<{ readonly prefix: string; readonly object: unknown }> {
  if (!isObject(body)) return { ok: false, path: '', expected: 'an object' };
  const isAlone = body[name] === undefined;
  return {
    ok: true,
    value: isAlone ? { prefix: '', object: body } : { prefix: name, object: body[name] },
  };
}
