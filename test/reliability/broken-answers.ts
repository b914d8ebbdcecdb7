/** A connection that breaks, or that none can make, as Node's fetch tells it. */
export function cut(code: string, syscall?: 'connect'): TypeError {
  const cause = Object.assign(new Error(code), { code, ...(syscall && { syscall }) });
  return new TypeError('fetch failed', { cause });
}

/** Never settles, unless the signal aborts: then it rejects, as fetch does. */
export function silence(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    // The reason is the client's own.
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}

/** Answers with the first half of a body, of which nothing more comes. */
export function halfOf(body: string, ending: 'cut' | 'silence', headers: Headers): Response {
  const bytes = new TextEncoder().encode(body);
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(bytes.slice(0, bytes.length / 2));
    },
    pull: (controller) => {
      if (ending === 'cut') controller.error(cut('UND_ERR_SOCKET'));
      return new Promise(() => {});
    },
  });
  const length = { 'Content-Length': String(bytes.length) };
  return new Response(stream, { headers: { ...Object.fromEntries(headers), ...length } });
}

/** Answers with a status and JSON. */
export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

/** Puts another body into an answer, whose status and links stay. */
export function withBody(answer: Response, body: string, contentType?: string): Response {
  const headers = new Headers(answer.headers);
  if (contentType !== undefined) headers.set('Content-Type', contentType);
  return new Response(body, { status: answer.status, headers });
}
