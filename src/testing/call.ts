import type { Shop } from './shop.ts';

/** A request to a shop, as the layers of the pipeline see it. */
export interface Call {
  readonly shop: Shop;
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  /** Reads the body; once. */
  readonly text: () => Promise<string>;
}

/**
 * Makes a Request of what `fetch` takes. A Request of another realm, such as jsdom's, is none to
 * `instanceof`, so it is known by its looks.
 */
export function toRequest(input: Request | URL | string, init?: RequestInit): Request {
  const isRequest = typeof input === 'object' && 'url' in input;
  return isRequest && init === undefined ? input : new Request(input, init);
}

/** Reads a request's head, and leaves its body to be read when the request is accepted that far. */
export function toCall(request: Request, shop: Shop): Call {
  const { method, headers, signal } = request;
  const text = async (): Promise<string> => {
    const body = await request.text();
    signal.throwIfAborted();
    return body;
  };
  return { shop, method, url: new URL(request.url), headers, text };
}
