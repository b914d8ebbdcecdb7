import { untilAborted } from '../../base/abort.ts';

/** How much of an answer is kept, in characters. */
const MOST = 4096;

/**
 * Reads the beginning of an answer to a webhook. The platform looks at its status alone, so a body that
 * breaks, or does not end, changes nothing.
 */
export async function readSome(response: Response, signal: AbortSignal): Promise<string> {
  // Handlers may answer with one Response twice, or with something that only looks like one.
  if (!(response.body instanceof ReadableStream) || response.bodyUsed) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (text.length < MOST) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) break;
      text += decoder.decode(value as Uint8Array, { stream: true });
    }
  } catch {
    // What has arrived is what there is.
  }
  void reader.cancel().catch(() => {});
  return text.slice(0, MOST);
}
