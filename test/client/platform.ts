import { expect } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import type { InventoryClientOptions } from '../../src/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import type { VirtualClock } from '../../src/testing/index.ts';

/** The URL that every path of the API stands behind. */
export const API = 'https://acme.genmystore.com/api/202412';

/** A token that no other text in the tests contains. */
export const TOKEN = 'tkn-5Up3rS3cr3t';

/** The level that most tests are about. */
export const PLACE = { variantId: '107362030756584', locationId: '50002' };

/** A request as it would go over the wire. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly redirect: string;
  /** Aborted when the client gives the request up. */
  readonly signal: AbortSignal;
}

/** What answers a request, in the order of a script. */
export type Reply = (request: SeenRequest, clock: VirtualClock) => Response | Promise<Response>;

/** Answers with literal HTTP: a body that is no text is written as JSON. */
export function reply(
  status: number,
  body: unknown = '',
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const isBodiless = status === 204 || status === 205 || status === 304;
  return () => new Response(isBodiless ? null : text, { status, headers });
}

/** Fails as `fetch` does when there is no connection, or one that breaks; `syscall` says which. */
export function fail(code?: string, message = 'fetch failed', syscall?: string): Reply {
  const details = { code, ...(syscall !== undefined && { syscall }) };
  const cause = code === undefined ? undefined : Object.assign(new Error(message), details);
  return () => Promise.reject(new TypeError(message, { cause }));
}

/** Never answers, and pays no attention to its signal. */
export const hang: Reply = () => new Promise(() => {});

/** Answers a while later. */
export function after(delayMs: number, answer: Reply): Reply {
  return (request, clock) =>
    new Promise((resolve) => {
      clock.setTimer(() => resolve(answer(request, clock)), delayMs);
    });
}

/** An inventory object as the platform writes it; quantities are texts. */
export function inventory(fields: Readonly<Record<string, unknown>> = {}): object {
  const quantities = { available: '10', committed: '2', unavailable: '1', incoming: '4' };
  return { ...PLACE, ...quantities, ...fields };
}

/** The answer to connect and update requests. */
export function level(fields?: Readonly<Record<string, unknown>>): Reply {
  return reply(200, { inventory: inventory(fields) });
}

/** A page of levels, with a cursor to the next one. */
export function page(levels: readonly object[], next?: string): Reply {
  const link = `<${API}/inventory?limit=50&pageToken=${next ?? ''}>; rel=next`;
  return reply(200, { inventories: levels }, next === undefined ? {} : { link });
}

/** A platform that answers as the script says; the last reply is repeated for ever. */
export interface ScriptedPlatform {
  readonly fetch: typeof globalThis.fetch;
  readonly requests: readonly SeenRequest[];
}

/** Scripts the platform's side. */
export function script(
  replies: readonly Reply[],
  clock: VirtualClock = createVirtualClock(),
): ScriptedPlatform {
  const requests: SeenRequest[] = [];
  return {
    requests,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { method, url, redirect, signal } = request;
      const headers = Object.fromEntries(request.headers);
      const seen = { method, url, headers, body: await request.text(), redirect, signal };
      const answer = replies[Math.min(requests.length, replies.length - 1)];
      requests.push(seen);
      if (answer === undefined) throw new Error('Nothing is scripted.');
      return answer(seen, clock);
    },
  };
}

/** A client on a scripted platform and a virtual clock. */
export interface Scene {
  readonly client: InventoryClient;
  readonly clock: VirtualClock;
  readonly requests: readonly SeenRequest[];
  /** What the client asked for, such as `GET /inventory?limit=50`. */
  readonly asked: () => string[];
  /** Runs a call to its end, without real waiting. */
  readonly run: VirtualClock['run'];
}

/** Sets a scene: the replies are what the platform answers, one after the other. */
export function scene(
  replies: readonly Reply[],
  options: Partial<Omit<InventoryClientOptions, 'shop' | 'baseUrl'>> = {},
): Scene {
  const clock = createVirtualClock(Date.UTC(2026, 2, 1, 10));
  const { fetch, requests } = script(replies, clock);
  const client = new InventoryClient({
    shop: 'acme',
    accessToken: TOKEN,
    fetch,
    clock,
    ...options,
  });
  return {
    client,
    clock,
    requests,
    asked: () => requests.map(({ method, url }) => `${method} ${url.replace(API, '')}`),
    run: (promise) => clock.run(promise),
  };
}

/** The error that a call ends with; it is a failure when it does not. */
export async function failure(
  { run }: Pick<Scene, 'run'>,
  call: PromiseLike<unknown>,
): Promise<unknown> {
  let error: unknown;
  await run(
    call.then(
      () => expect.unreachable('The call should have failed.'),
      (reason: unknown) => {
        error = reason;
      },
    ),
  );
  return error;
}

/** All values of an iterable, fetched on the scene's clock. */
export function collect<Value>(
  { run }: Pick<Scene, 'run'>,
  values: AsyncIterable<Value>,
): Promise<Value[]> {
  const all = async (): Promise<Value[]> => {
    const collected: Value[] = [];
    for await (const value of values) collected.push(value);
    return collected;
  };
  return run(all());
}
