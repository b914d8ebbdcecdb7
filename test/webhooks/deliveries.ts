import { createHmac } from 'node:crypto';
import { createWebhookReceiver } from '../../src/webhooks/index.ts';
import type { WebhookEvent, WebhookReceiverOptions } from '../../src/webhooks/index.ts';

export const SECRET = 'client-secret';
export const SHOP = 'acme.genmystore.com';
export const URL_OF_APP = 'https://app.example/webhooks';

/** A body that every topic's reader ignores. */
export const BODY = '{"app":{"id":"1"}}';

/** Signs by Node's own HMAC, which shares nothing with the code under test. */
export function signatureOf(body: string | Uint8Array, secret = SECRET): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

/** The headers of a webhook, signed. */
export function headersOf(
  body: string | Uint8Array,
  topic = 'app/uninstalled',
): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'X-Genstore-Topic': topic,
    'X-Genstore-Shop-Domain': SHOP,
    'X-Genstore-Hmac-Sha256': signatureOf(body),
  };
}

/** A signed webhook; headers that are given replace its own, null takes one out. */
export function webhook(
  body: string | Uint8Array<ArrayBuffer> = BODY,
  headers: Readonly<Record<string, string | null>> = {},
): Request {
  const all = { ...headersOf(body), ...headers };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  return new Request(URL_OF_APP, { method: 'POST', body, headers: given });
}

/** A receiver that remembers what it was handed. */
export function receiver(options: Partial<WebhookReceiverOptions> = {}): {
  receive: (request: Request) => Promise<Response>;
  events: WebhookEvent[];
  errors: unknown[];
} {
  const events: WebhookEvent[] = [];
  const errors: unknown[] = [];
  const receive = createWebhookReceiver({
    secret: SECRET,
    onEvent: (event) => {
      events.push(event);
    },
    onError: (error) => {
      errors.push(error);
    },
    ...options,
  });
  return { receive, events, errors };
}

/** A promise that is settled from outside. */
export function gate(): { opened: Promise<void>; open: () => void; fail: (error: Error) => void } {
  const ways: { open: () => void; fail: (error: Error) => void }[] = [];
  const opened = new Promise<void>((open, fail) => ways.push({ open, fail }));
  const [{ open, fail } = { open: () => undefined, fail: () => undefined }] = ways;
  return { opened, open, fail };
}

/** An `identify` that tells when it was asked so often, and everything after that has had its turn. */
export function identified(times: number): {
  identify: (delivery: { topic: string }) => string;
  all: Promise<void>;
} {
  const { opened, open } = gate();
  let asked = 0;
  return {
    identify: ({ topic }) => {
      asked += 1;
      if (asked === times) open();
      return topic;
    },
    all: opened.then(() => new Promise((resolve) => setImmediate(resolve))),
  };
}
