import type { FetchResponse } from './transport.ts';

/**
 * Reads the body of an answer to its end. Undefined where it is longer than so many bytes: then no
 * more of it is read, and its stream is cancelled.
 */
export async function readText(response: FetchResponse, most: number): Promise<string | undefined> {
  const { body } = response;
  if (isAsyncIterable(body)) return textOf(body, most);
  if (body instanceof ReadableStream) return textOf(chunksOf(body), most);
  // What has no stream has been read before.
  const text = await response.text();
  return text.length > most ? undefined : text;
}

async function textOf(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > most) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Streams of some browsers cannot be iterated over. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

function isAsyncIterable(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
