import { checkFunction, refusal, within } from '../../base/check.ts';
import { argumentsTo } from '../../errors/index.ts';
import { isRawBody, toBytes } from '../verify/signature.ts';

/** The part that is read of a request of `node:http`, and so of Express. */
export interface NodeRequest extends AsyncIterable<Uint8Array | string> {
  /** The method, such as `POST`. */
  readonly method?: string | undefined;
  /** The headers, names in lower case. */
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  /** Whether the body has arrived as a whole. */
  readonly complete?: boolean;
  /** Whether something has read of the body. */
  readonly readableDidRead?: boolean;
}

/**
 * The part that is used of a response of `node:http`, and so of Express.
 *
 * @example
 * ```ts run
 * import type { NodeResponse } from 'genstore-inventory/webhooks';
 *
 * // For a framework that has no such response, and in tests.
 * const answers: string[] = [];
 * const response: NodeResponse = {
 *   writeHead: (status) => answers.push(String(status)),
 *   end: (body) => answers.push(body),
 * };
 * response.writeHead(200, {});
 * answers; // → [ '200' ]
 * ```
 */
export interface NodeResponse {
  /** Whether the head has been sent, by somebody else. */
  readonly headersSent?: boolean;
  /** Sends the head. */
  readonly writeHead: (status: number, headers: Record<string, string>) => unknown;
  /** Sends the body, and ends the answer. */
  readonly end: (body: string) => unknown;
}

const PLACE = argumentsTo('toNodeHandler');
const UNREAD =
  'one whose raw body nothing has read yet: put the handler before express.json(), or express.raw() before the handler';

/**
 * Makes a handler for `node:http`, and so for Express, of a receiver; that of `node:http2` for both
 * versions will do. It needs the raw body: nothing may have parsed it before but `express.raw()`, or
 * whatever else leaves it in `rawBody` or `body`, as bytes or text. Where that happened, the answer is
 * 500, and `onError` is told.
 *
 * @throws InvalidInputError when the receiver is no function.
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { createWebhookReceiver, toNodeHandler } from 'genstore-inventory/webhooks';
 *
 * const receiver = createWebhookReceiver({
 *   secret: process.env.CLIENT_SECRET ?? '',
 *   onEvent: (event) => console.log(event.topic),
 *   onError: console.error,
 * });
 * createServer(toNodeHandler(receiver)).listen(3000);
 * // In Express: app.post('/webhooks', toNodeHandler(receiver));
 * ```
 */
export function toNodeHandler(
  receiver: (request: Request) => Promise<Response>,
): (request: NodeRequest, response: NodeResponse) => void {
  checkFunction(within(PLACE, 'receiver'), receiver);
  return (message, response) => void answerTo(receiver, message, response);
}

async function answerTo(
  receiver: (request: Request) => Promise<Response>,
  message: NodeRequest,
  response: NodeResponse,
): Promise<void> {
  let answer: Response;
  let body = '';
  try {
    answer = await receiver(toRequest(message));
    body = await answer.text();
  } catch {
    answer = new Response(null, { status: 500 });
  }
  if (response.headersSent === true) return;
  // A rest that was not read stands in the way of the connection's next request.
  const isOpen = message.complete === false && !isHttp2(message);
  const close = isOpen ? { Connection: 'close' } : {};
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...close });
  response.end(body);
}

/** HTTP/2 has the method among its headers, and knows no header of the connection. */
function isHttp2({ headers }: NodeRequest): boolean {
  return headers[':method'] !== undefined;
}

function toRequest(message: NodeRequest): Request {
  const { method = 'GET' } = message;
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    for (const each of [value ?? []].flat()) {
      try {
        headers.append(name, each);
      } catch {
        // None that a Request could have, such as those of HTTP/2 itself: no webhook has one that counts.
      }
    }
  }
  const init = { method, headers, duplex: 'half' };
  // Only the path is missing, which no receiver looks at.
  const url = 'http://localhost/';
  if (method === 'GET' || method === 'HEAD') return new Request(url, init);
  return new Request(url, { ...init, body: rawBytes(message) ?? streamOf(message) });
}

/** The bytes, where something has read them and left them as they were, or as text. */
function rawBytes(message: object): Uint8Array<ArrayBuffer> | undefined {
  for (const name of ['rawBody', 'body']) {
    const value: unknown = Reflect.get(message, name);
    if (value !== '' && isRawBody(value)) return toBytes(PLACE, value);
  }
  return undefined;
}

function streamOf(message: NodeRequest): ReadableStream<Uint8Array> {
  // What only looks like a request, as where a platform of functions calls, has nothing to read.
  const chunks = (message as Partial<NodeRequest>)[Symbol.asyncIterator]?.();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks?.next();
        if (next === undefined || next.done === true) controller.close();
        else {
          const { value } = next;
          controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
        }
      },
      start(controller) {
        if (chunks === undefined || message.readableDidRead === true) {
          controller.error(refusal(within(PLACE, 'request'), UNREAD));
        }
      },
      // Ending the iterator would end the connection, and with it the answer.
    },
    { highWaterMark: 0 },
  );
}
