import type { SmokeCase, SmokeContext } from './check.ts';
import { CLIENT_CASES } from './client.ts';
import { ERROR_CASES } from './errors.ts';
import { MODEL_CASES } from './model.ts';
import { SERVED_CASES } from './served.ts';
import { STORE_CASES } from './stores.ts';
import { TIME_CASES } from './time.ts';
import { TOOL_CASES } from './tools.ts';
import { WEBHOOK_CASES } from './webhooks.ts';

/** What became of a case. */
export interface SmokeResult {
  readonly name: string;
  readonly ok: boolean;
  /** Empty where it is ok. */
  readonly error: string;
}

const CASES: readonly SmokeCase[] = [
  ...MODEL_CASES,
  ...CLIENT_CASES,
  ...TIME_CASES,
  ...ERROR_CASES,
  ...TOOL_CASES,
  ...STORE_CASES,
  ...WEBHOOK_CASES,
  ...SERVED_CASES,
];

/** The names of all cases, in the order in which they are run. */
export const CASE_NAMES: readonly string[] = CASES.map(({ name }) => name);

/** Runs all cases, one after the other: those over HTTP share one server. */
export async function runSmoke(context: SmokeContext): Promise<readonly SmokeResult[]> {
  const results: SmokeResult[] = [];
  for (const { name, run } of CASES) {
    try {
      await run(context);
      results.push({ name, ok: true, error: '' });
    } catch (error) {
      results.push({ name, ok: false, error: textOf(error) });
    }
  }
  return results;
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
