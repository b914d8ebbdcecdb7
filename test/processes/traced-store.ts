import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { defineStore } from '../../src/store/define-store.ts';
import { sharedBucket } from '../../src/store/bucket/shared-bucket.ts';
import type { InventoryStore } from '../../src/store/index.ts';
import type { NewStatement } from '../../src/store/statement.ts';
import { stepsOf } from '../../src/store/steps-of.ts';
import type { Agenda, StoreSteps } from '../../src/store/store-steps.ts';
import { SENDER_HEADER, STATEMENT_HEADER } from './late-proxy.ts';

/** Where a process stops, for a time or for good. */
export interface Trap {
  /** Such as `'before begin'`, `'sent PUT'`, `'after end'`. */
  readonly point: string;
  /** At which passing, from 1. */
  readonly nth: number;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}

/** What a worker writes down for the judge: a line of JSON each. */
export type Traced =
  | { readonly kind: 'statement'; readonly statement: NewStatement }
  | {
      readonly kind: 'trap';
      readonly point: string;
      readonly at: number;
      readonly statementId: string | undefined;
    };

/** How long a request that has left takes to be on the network, in milliseconds. */
const LEAVING_MS = 25;

/**
 * A process's store and fetch, which write down which statements begin, name them in each write, and
 * stop the process at a trap.
 */
export function traced(
  store: InventoryStore,
  traceFile: string,
  trap: Trap | undefined,
): { readonly store: InventoryStore; readonly fetch: typeof fetch } {
  const inner = stepsOf(store);
  if (inner === undefined) throw new Error('this is no store');
  let passed = 0;
  /** Of each variant, the statement that was recorded last. */
  const latest = new Map<string, string>();
  const variants = new Map<string, string>();
  const write = (entry: Traced): void => appendFileSync(traceFile, `${JSON.stringify(entry)}\n`);
  const pass = (point: string, statementId?: string): void => {
    if (trap?.point !== point) return;
    passed += 1;
    if (passed !== trap.nth) return;
    write({ kind: 'trap', point, at: Date.now(), statementId });
    process.kill(process.pid, trap.signal);
  };
  const note = (name: string, args: readonly unknown[], result: unknown): void => {
    if (name === 'agenda') {
      for (const { statement } of (result as Agenda | undefined)?.statements ?? []) {
        variants.set(statement.id, statement.variantId);
      }
    }
    if (result !== true) return;
    if (name === 'begin') {
      const { variantId, id } = args[2] as NewStatement;
      latest.set(variantId, id);
    } else if (name === 'beginAgain') {
      const { statementId } = args[2] as { readonly statementId: string };
      latest.set(variants.get(statementId) ?? '', statementId);
    }
  };
  type Step = (...args: readonly unknown[]) => Promise<unknown>;
  const entries = Object.entries(inner as unknown as Record<string, Step>).map(
    ([name, step]): [string, Step] => [
      name,
      async (...args) => {
        const statement = name === 'begin' ? (args[2] as NewStatement) : undefined;
        if (statement !== undefined) write({ kind: 'statement', statement });
        pass(`before ${name}`, statement?.id);
        const result = await step(...args);
        note(name, args, result);
        pass(`after ${name}`, statement?.id);
        return result;
      },
    ],
  );
  const steps = Object.fromEntries(entries) as unknown as StoreSteps;
  const rateLimiter = (shop: string): ReturnType<typeof sharedBucket> =>
    sharedBucket(inner, { shop });
  return {
    store: defineStore({ ...steps, rateLimiter }),
    fetch: async (url, init) => {
      const request = new Request(url, init);
      const { method } = request;
      if (method === 'PUT') {
        const variantId = new URL(request.url).pathname.split('/').at(-1)?.replace('.json', '');
        request.headers.set(SENDER_HEADER, String(process.pid));
        request.headers.set(STATEMENT_HEADER, latest.get(variantId ?? '') ?? '');
      }
      pass(`before ${method}`);
      const answer = fetch(request);
      if (trap !== undefined) {
        answer.catch(() => undefined);
        await sleep(LEAVING_MS);
        pass(`sent ${method}`);
      }
      const answered = await answer;
      pass(`after ${method}`);
      return answered;
    },
  };
}
