import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import type { Answer } from './answer.ts';
import type { IncomingBody } from './incoming-body.ts';

/** A connection, and what is going on on it. */
interface Connection {
  /** How many requests on it wait for the end of their answer. */
  readonly open: number;
  /** Aborted when the connection is gone. */
  readonly signal: AbortSignal;
  readonly closed: Promise<void>;
  /** The answer to a request that turns out to be no HTTP after its head. */
  readonly refusal: Answer | undefined;
  /**
   * Works on a request after all that came before it on this connection: pipelined requests take
   * effect in the order in which they were sent. The work must not reject.
   */
  readonly enqueue: (
    body: IncomingBody,
    response: ServerResponse,
    work: () => Promise<void>,
  ) => void;
  /** Gives up the request that is still arriving. */
  readonly breakOff: (refusal: Answer) => void;
  /** Calls back once, when no request is open. */
  readonly whenIdle: (callback: () => void) => void;
}

/** The connections of a server, from their first byte to their last. */
export interface Connections {
  readonly of: (stream: Duplex) => Connection;
  /** Lets open requests end, as long as the time allows, and closes everything else at once. */
  readonly close: (timeoutMs: number) => Promise<void>;
  readonly isClosing: () => boolean;
}

/** Longer times overflow the system's timers, which then fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Keeps an eye on a server's connections. */
export function watchConnections(server: Server): Connections {
  const connections = new Map<Duplex, Connection>();
  let closed: Promise<void> | undefined;

  server.on('connection', (socket: Socket) => {
    connections.set(socket, openConnection(socket));
    socket.once('close', () => connections.delete(socket));
  });
  const closeAll = async (timeoutMs: number): Promise<void> => {
    const portClosed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    const ends = Array.from(connections.values(), ({ closed: end }) => end);
    for (const [stream, { whenIdle }] of connections) whenIdle(() => stream.destroy());
    const destroyAll = (): void => {
      for (const stream of connections.keys()) stream.destroy();
    };
    const timer = setTimeout(destroyAll, Math.min(timeoutMs, LONGEST_MS));
    await Promise.all([portClosed, ...ends]);
    clearTimeout(timer);
  };
  return {
    // One that is gone has nothing going on on it.
    of: (stream) => connections.get(stream) ?? openConnection(stream),
    close: (timeoutMs) => (closed ??= closeAll(timeoutMs)),
    isClosing: () => closed !== undefined,
  };
}

function openConnection(stream: Duplex): Connection {
  const gone = new AbortController();
  const end = new Promise<void>((resolve) => {
    stream.once('close', () => {
      gone.abort();
      resolve();
    });
  });
  /** The work for requests that wait for the ones before them. */
  const waiting: (() => Promise<void>)[] = [];
  let open = 0;
  let latest: IncomingBody | undefined;
  let refusal: Answer | undefined;
  let onIdle: (() => void) | undefined;

  const endAnswer = (): void => {
    open -= 1;
    if (stream.destroyed) return;
    void waiting.shift()?.();
    if (open === 0) onIdle?.();
  };
  return {
    signal: gone.signal,
    closed: end,
    get open() {
      return open;
    },
    get refusal() {
      return refusal;
    },
    enqueue: (body, response, work) => {
      open += 1;
      latest = body;
      response.on('close', endAnswer);
      if (open === 1) void work();
      else waiting.push(work);
    },
    breakOff: (answer) => {
      refusal = answer;
      latest?.giveUp();
    },
    whenIdle: (callback) => {
      onIdle = callback;
      if (open === 0) callback();
    },
  };
}
