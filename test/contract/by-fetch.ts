import type { LiteralAnswer, LiteralRequest } from './http-text.ts';

/**
 * Sends a literal request by a function like `fetch`. The body goes as bytes, so that no content
 * type is made up for it.
 */
export async function sendByFetch(
  fetch: (input: string, init: RequestInit) => Promise<Response>,
  origin: string,
  { method, path, headers, body }: LiteralRequest,
): Promise<LiteralAnswer> {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: new TextEncoder().encode(body) }),
  });
  return {
    status: response.status,
    headers: new Map(response.headers),
    body: await response.text(),
  };
}
