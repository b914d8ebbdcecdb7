import type { CallOptions, InventoryClient } from '../../src/index.ts';
import { hang, inventory, page, PLACE, reply, scene } from './platform.ts';
import type { Reply, Scene } from './platform.ts';

type Options = Parameters<typeof scene>[1];

/** A way to call the client. */
export interface Verb {
  readonly verb: string;
  readonly call: (client: InventoryClient, options: CallOptions) => PromiseLike<unknown>;
}

const READS: readonly Verb[] = [
  { verb: 'query', call: (client, options) => client.query({}, options) },
  {
    verb: 'query iteration',
    call: (client, options) => client.query({}, options).pages().next(),
  },
  {
    verb: 'adjust by',
    call: (client, options) => client.adjust({ ...PLACE, by: { available: 1 } }, options),
  },
];

const WRITES: readonly Verb[] = [
  { verb: 'connect', call: (client, options) => client.connect(PLACE, options) },
  {
    verb: 'adjust set',
    call: (client, options) => client.adjust({ ...PLACE, set: { available: 1 } }, options),
  },
];

/** A moment in the life of a call at which it stands still until the time moves on. */
export interface Moment {
  readonly moment: string;
  readonly replies: readonly Reply[];
  readonly options?: Options;
  /** What happens before the call. */
  readonly before?: (stage: Scene) => Promise<unknown>;
  /** How long the call takes to get there, in milliseconds. */
  readonly afterMs?: number;
  /** How many requests are on their way then, as the last ones of the journal. */
  readonly inFlight: number;
}

/** An answer that begins and never ends. */
const endless: Reply = () =>
  new Response(
    new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"inventories":[')),
    }),
  );

/** Hangs until its signal aborts, as a real `fetch` does. */
const hangPolitely: Reply = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
  });

const MOMENTS: readonly Moment[] = [
  {
    moment: 'waiting for the rate limiter',
    replies: [page([])],
    before: ({ client, run }) => run(Promise.all(Array.from({ length: 40 }, () => client.query()))),
    inFlight: 0,
  },
  {
    moment: 'asking for the token',
    replies: [hang],
    options: { accessToken: () => new Promise<string>(() => {}) },
    inFlight: 0,
  },
  { moment: 'in flight', replies: [hangPolitely], inFlight: 1 },
  { moment: 'in flight, with a fetch that does not listen', replies: [hang], inFlight: 1 },
  { moment: 'in the middle of a body', replies: [endless], inFlight: 1 },
  {
    moment: 'pausing before another attempt',
    replies: [reply(429, '', { 'Retry-After': '60' })],
    inFlight: 0,
  },
  {
    moment: 'in flight for the second time',
    replies: [reply(429, '', { 'Retry-After': '1' }), hang],
    afterMs: 1000,
    inFlight: 1,
  },
];

const WRITE_MOMENTS: readonly Moment[] = [
  {
    moment: 'queued behind another write of the level',
    replies: [hang],
    before: async ({ client, clock }) => {
      void client.connect(PLACE, { timeoutMs: Infinity, deadlineMs: Infinity });
      await clock.advance(0);
    },
    inFlight: 0,
  },
  {
    moment: 'pausing before the level is read back',
    replies: [reply(500)],
    inFlight: 0,
  },
  { moment: 'reading the level back', replies: [reply(500), hang], afterMs: 500, inFlight: 1 },
  {
    moment: 'sending a write again',
    replies: [reply(500), page([]), hang],
    afterMs: 500,
    inFlight: 1,
  },
];

/** The one moment that only an adjustment of a level that was read knows. */
const BETWEEN: Moment = {
  moment: 'between reading and writing',
  replies: [page([inventory()]), hang],
  inFlight: 1,
};

/** A moment of a call, and whether a write may or may not have been applied then. */
export interface Case extends Moment, Verb {
  readonly isInDoubt: boolean;
}

/** Every moment of every way to call. */
export const CASES: readonly Case[] = [
  ...READS.flatMap((verb) => MOMENTS.map((each) => ({ ...each, ...verb, isInDoubt: false }))),
  ...WRITES.flatMap((verb) =>
    MOMENTS.map((each) => ({ ...each, ...verb, isInDoubt: each.inFlight > 0 })),
  ),
  ...WRITES.slice(0, 1).flatMap((verb) =>
    WRITE_MOMENTS.map((each) => ({ ...each, ...verb, isInDoubt: each.before === undefined })),
  ),
  ...READS.slice(2).flatMap((verb) => [{ ...BETWEEN, ...verb, isInDoubt: true }]),
];

/** Begins a call, and lets it come to its moment. `outcome` is 'pending' until it has ended. */
export async function standStill(
  { replies, options = {}, before, afterMs = 0, call }: Moment & Verb,
  callOptions: CallOptions,
): Promise<{ stage: Scene; timersBefore: number; outcome: () => Promise<unknown> }> {
  const stage = scene(replies, options);
  await before?.(stage);
  const timersBefore = stage.clock.timers;
  const ended = call(stage.client, callOptions).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  await stage.clock.advance(afterMs);
  return { stage, timersBefore, outcome: () => Promise.race([ended, Promise.resolve('pending')]) };
}
