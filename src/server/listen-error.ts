/** The failures that can be put in better words, by the system's codes. */
const PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken; choose another one, or 0 for any that is free',
  EACCES: 'this user may not open the port; choose one above 1023',
  EADDRNOTAVAIL: 'the host is no address of this machine',
  ENOTFOUND: 'the host is unknown',
};

/**
 * A server could not listen where it was told to. Nothing of it is left open.
 *
 * @example
 * ```ts
 * import { ListenError, serveInventoryFake } from 'genstore-inventory/server';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * try {
 *   await serveInventoryFake(fake, { port: 4010 });
 * } catch (error) {
 *   if (error instanceof ListenError && error.code === 'EADDRINUSE') {
 *     await serveInventoryFake(fake, { port: 0 });
 *   }
 * }
 * ```
 */
export class ListenError extends Error {
  /** The name of the class. */
  override readonly name = 'ListenError';
  /** The system's name for the failure: `EADDRINUSE` where the port is taken. */
  readonly code: string;
  /** The host that it was to listen on. */
  readonly host: string;
  /** The port that it was to listen on. */
  readonly port: number;

  constructor(host: string, port: number, cause: Error & { readonly code?: string | undefined }) {
    const code = cause.code ?? 'UNKNOWN';
    super(`Cannot listen on ${host} port ${port}: ${PROBLEMS[code] ?? code}`, { cause });
    this.code = code;
    this.host = host;
    this.port = port;
  }
}
