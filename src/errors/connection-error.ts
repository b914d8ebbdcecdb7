import { InventoryError } from './inventory-error.ts';
import type { RequestContext, RetryAdvice } from './inventory-error.ts';

/** The platform could not be reached, or the connection was cut before its answer was whole. */
export class ConnectionError extends InventoryError {
  protected static override readonly kind: string = 'ConnectionError';
  override readonly name: 'ConnectionError' | 'TimeoutError' = 'ConnectionError';
  readonly code: 'connection' | 'timeout' = 'connection';
  readonly retry: RetryAdvice = 'later';
  /** The operating system's name for the failure, such as `ECONNREFUSED`, where it is known. */
  readonly systemCode: string | undefined;

  constructor(
    context: RequestContext & { readonly systemCode?: string | undefined },
    summary = 'the connection failed',
  ) {
    const { method = 'The request', path, systemCode } = context;
    const request = path === undefined ? method : `${method} ${path}`;
    super(`${request}: ${summary}${systemCode === undefined ? '' : ` (${systemCode})`}.`, context);
    this.systemCode = systemCode;
  }
}

/** There was no whole answer in time. */
export class TimeoutError extends ConnectionError {
  protected static override readonly kind = 'TimeoutError';
  override readonly name = 'TimeoutError';
  override readonly code = 'timeout';
  /** The time that ran out, in milliseconds. */
  readonly timeoutMs: number;

  constructor(context: RequestContext & { readonly timeoutMs: number }) {
    super(context, `no complete answer within ${context.timeoutMs} ms`);
    this.timeoutMs = context.timeoutMs;
  }
}
