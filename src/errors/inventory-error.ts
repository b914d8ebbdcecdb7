/**
 * Marks the errors of every copy of this package, so that two copies in one program know each
 * other's errors. The value lists the names of an error's class and of those above it.
 */
const BRAND = Symbol.for('genstore-inventory.error');

/**
 * The advice to a caller about an error: `'never'` try the same again, try it again `'later'`, or try
 * `'after-reading'` what the level is now.
 */
export type RetryAdvice = 'never' | 'later' | 'after-reading';

/** The context of an error: the request that it is about. No secret is among it. */
export interface RequestContext extends Partial<
  Pick<InventoryError, 'method' | 'path' | 'status' | 'requestId' | 'attempts'>
> {}

/**
 * The root of all errors that this library throws on purpose. `instanceof` works across two copies
 * of the package, as `isInventoryError` does.
 *
 * @example
 * ```ts run
 * import { InventoryClient, InventoryError } from 'genstore-inventory';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * try {
 *   await inventory.connect({ variantId: 'no-such-variant', locationId: '50002' });
 * } catch (error) {
 *   if (!(error instanceof InventoryError)) throw error;
 *   console.log(error.code, error.method, error.path); // → not-found POST /api/202412/inventory/connect
 * }
 * ```
 */
export abstract class InventoryError extends Error {
  /** The class's name as the brand carries it. */
  protected static readonly kind: string = 'InventoryError';

  /** The name of the class. */
  override readonly name: string;
  /** The name of the failure, for programs. */
  abstract readonly code: string;
  /** The advice: whether to try again, and when. */
  abstract readonly retry: RetryAdvice;
  /** The method of the request that the error is about, where there is one. */
  readonly method: string | undefined;
  /** The path of that request, without its query. */
  readonly path: string | undefined;
  /** The status of the last answer. */
  readonly status: number | undefined;
  /** The platform's id of the last request, where the answer named one. */
  readonly requestId: string | undefined;
  /** How many requests were sent for the call. */
  readonly attempts: number | undefined;
  /** The key of the call, where the client has a store. Another call with it finds out, or goes on. */
  declare readonly idempotencyKey?: string;

  /** What is known of the failure becomes the error's own: the classes declare what that is. */
  protected constructor(message: string, known: object = {}) {
    super(message);
    this.name = new.target.kind;
    Object.assign(this, known);
    Object.defineProperty(this, BRAND, { value: kindsOf(new.target) });
  }

  /** Whether something is an error of this class, from whichever copy of the package. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A class that a program derives from ours has no kind of its own, and no second copy either.
    if (!Object.hasOwn(this, 'kind'))
      return Function.prototype[Symbol.hasInstance].call(this, value);
    return brandOf(value).includes(this.kind);
  }

  /** The error as plain data, for logs. */
  toJSON(): Record<string, unknown> {
    const { name, message } = this;
    return { name, message, ...Object.fromEntries(Object.entries(this)) };
  }
}

/** The request that an error is about, as its message begins; `answer` is what became of it. */
export function requestWords({ method, path }: RequestContext, answer = ''): string {
  return method === undefined ? '' : `${method}${path === undefined ? '' : ` ${path}`}${answer}: `;
}

/** What the platform says, and its id of the request, as a message ends with them. */
export function platformWords({
  reason,
  requestId,
}: RequestContext & { readonly reason?: string | undefined }): string {
  const words = reason === undefined ? '' : ` The platform says: "${reason}"`;
  return requestId === undefined ? words : `${words} (request ${requestId})`;
}

/** The names that an error's brand lists; none where the value is no error of this library. */
export function brandOf(value: unknown): readonly unknown[] {
  const brand = (Object(value) as { readonly [BRAND]?: unknown })[BRAND];
  return Array.isArray(brand) ? brand : [];
}

function kindsOf(constructor: unknown): readonly string[] {
  const kinds: string[] = [];
  let current: unknown = constructor;
  while (typeof current === 'function' && current !== Error) {
    if (Object.hasOwn(current, 'kind')) kinds.push(String(Reflect.get(current, 'kind')));
    current = Object.getPrototypeOf(current);
  }
  return Object.freeze(kinds);
}
