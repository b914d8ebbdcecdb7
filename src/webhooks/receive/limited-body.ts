/** The outcome of reading a body. */
export type ReadBody =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly problem: 'too-large' }
  | { readonly ok: false; readonly problem: 'cut-off'; readonly cause: unknown };

/**
 * Reads a request's body as long as it is not larger than allowed: what comes after that is not
 * waited for, and where the length was announced, nothing is.
 */
export async function readBody({ headers, body }: Request, maxBytes: number): Promise<ReadBody> {
  if (Number(headers.get('Content-Length')) > maxBytes) {
    discard(body);
    return { ok: false, problem: 'too-large' };
  }
  if (body === null) return { ok: true, bytes: new Uint8Array() };
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { ok: true, bytes: concat(chunks, length) };
      length += value.byteLength;
      if (length > maxBytes) {
        discard(reader);
        return { ok: false, problem: 'too-large' };
      }
      chunks.push(value);
    }
  } catch (cause) {
    return { ok: false, problem: 'cut-off', cause };
  }
}

/** Tells the other side that nobody is going to read the rest, and waits for no answer to that. */
export function discard(body: ReadableStream | ReadableStreamDefaultReader | null): void {
  body?.cancel().catch(() => {
    // It is read by someone else, or broken: either way there is nothing left to do.
  });
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
