import type { IncomingMessage } from 'node:http';

/** The platform takes no larger bodies: what comes after the first byte too many is not kept. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** A seed can be larger than anything that the platform takes. */
export const MAX_CONTROL_BODY_BYTES = 64 * MAX_BODY_BYTES;

/** A body on its way. */
export interface IncomingBody {
  /** Undefined where it never arrived as a whole. */
  readonly text: Promise<string | undefined>;
  /** Waits no longer for what has not arrived yet. */
  readonly giveUp: () => void;
}

const decoder = new TextDecoder();
const ignore = (): void => {};
const EMPTY: IncomingBody = { text: Promise.resolve(''), giveUp: ignore };

/**
 * Reads a body to its end, or to the first piece with which it is too large: the fake then refuses it
 * for its length, while the rest is passed over.
 */
export function readBody(request: IncomingMessage, mostBytes: number): IncomingBody {
  const { headers } = request;
  const isEmpty = headers['content-length'] === undefined || headers['content-length'] === '0';
  if (isEmpty && headers['transfer-encoding'] === undefined) return EMPTY;
  let giveUp = ignore;
  const text = new Promise<string | undefined>((resolve) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const end = (): void => {
      const [first] = pieces;
      resolve(decoder.decode(pieces.length === 1 ? first : Buffer.concat(pieces)));
    };
    const keep = (piece: Buffer): void => {
      size += piece.length;
      pieces.push(piece);
      if (size <= mostBytes) return;
      request.off('data', keep);
      request.resume();
      end();
    };
    giveUp = () => {
      if (!request.complete) resolve(undefined);
    };
    request.on('data', keep);
    request.on('end', end);
    // The client has left.
    request.on('error', () => resolve(undefined));
  });
  return { text, giveUp };
}
