import type { RequestListener, ServerResponse } from 'node:http';
import { refuse, send } from './answer.ts';
import type { Connections } from './connections.ts';
import { readBody } from './read-body.ts';
import type { Route } from './route.ts';

/** Answers requests, those of one connection in their order. */
export function respondBy(route: Route, connections: Connections): RequestListener {
  return (request, response) => {
    const connection = connections.of(request.socket);
    const { signal } = connection;
    const body = readBody(request);
    connection.enqueue(body, response, async () => {
      const text = await body.text;
      try {
        const outcome =
          text === undefined ? connection.refusal : await route(request, text, signal);
        // Whoever left gets no answer.
        if (outcome === undefined || signal.aborted) return;
        const isLast = text === undefined || (connections.isClosing() && connection.open === 1);
        if (isLast) response.setHeader('Connection', 'close');
        send(response, outcome);
      } catch (error) {
        if (!signal.aborted) fail(response, error);
      }
    });
  };
}

/** What fails in a fake, such as a clock that throws, must not end the process. */
function fail(response: ServerResponse, error: unknown): void {
  const problem = error instanceof Error ? error.message : String(error);
  if (response.headersSent) response.socket?.destroy();
  else send(response, refuse(500, `The fake failed: ${problem}`));
}
