import type * as library from '../../src/index.ts';

/** A copy of the package, as far as its errors go. */
export type ErrorsOf = Pick<
  typeof library,
  | 'ApiError'
  | 'AuthenticationError'
  | 'ConflictError'
  | 'ConnectionError'
  | 'InvalidInputError'
  | 'InvalidRequestError'
  | 'InventoryError'
  | 'isInventoryError'
  | 'NotFoundError'
  | 'OutcomeUnknownError'
  | 'PermissionError'
  | 'RateLimitError'
  | 'ResponseError'
  | 'ServerError'
  | 'StaleReadError'
  | 'StockRejectedError'
  | 'StoreError'
  | 'TimeoutError'
>;

export type ErrorName = Exclude<keyof ErrorsOf, 'isInventoryError'>;

/** What a caller may rely on of an error. */
export interface ErrorRow {
  readonly name: ErrorName;
  readonly code: string;
  readonly retry: library.RetryAdvice;
  /** The classes above it, nearest first. */
  readonly parents: readonly ErrorName[];
  readonly make: (errors: ErrorsOf) => library.InventoryError;
}

const API: readonly ErrorName[] = ['ApiError', 'InventoryError'];
const ROOT: readonly ErrorName[] = ['InventoryError'];
const PLACE = { variantId: '107', locationId: '50002' };
const LEVEL = { available: 1, committed: 2, unavailable: 3, incoming: 4, onHand: 6 };

/** The request that the errors of the table are about. */
export const REQUEST = {
  method: 'PUT',
  path: '/api/202412/inventory/107',
  status: 418,
  requestId: 'req-7',
  attempts: 2,
};

/** Every error that the library throws, written by hand. */
export const ERRORS: readonly ErrorRow[] = [
  {
    name: 'AuthenticationError',
    code: 'authentication',
    retry: 'never',
    parents: API,
    make: ({ AuthenticationError }) => new AuthenticationError(REQUEST),
  },
  {
    name: 'PermissionError',
    code: 'permission',
    retry: 'never',
    parents: API,
    make: ({ PermissionError }) => new PermissionError(REQUEST),
  },
  {
    name: 'NotFoundError',
    code: 'not-found',
    retry: 'never',
    parents: API,
    make: ({ NotFoundError }) => new NotFoundError(REQUEST),
  },
  {
    name: 'ConflictError',
    code: 'conflict',
    retry: 'after-reading',
    parents: API,
    make: ({ ConflictError }) => new ConflictError(REQUEST),
  },
  {
    name: 'InvalidRequestError',
    code: 'invalid-request',
    retry: 'never',
    parents: API,
    make: ({ InvalidRequestError }) => new InvalidRequestError(REQUEST),
  },
  {
    name: 'RateLimitError',
    code: 'rate-limit',
    retry: 'later',
    parents: API,
    make: ({ RateLimitError }) => new RateLimitError({ ...REQUEST, retryAfterMs: 2000 }),
  },
  {
    name: 'ServerError',
    code: 'server',
    retry: 'later',
    parents: API,
    make: ({ ServerError }) => new ServerError(REQUEST),
  },
  {
    name: 'ConnectionError',
    code: 'connection',
    retry: 'later',
    parents: ROOT,
    make: ({ ConnectionError }) => new ConnectionError({ ...REQUEST, systemCode: 'ECONNRESET' }),
  },
  {
    name: 'TimeoutError',
    code: 'timeout',
    retry: 'later',
    parents: ['ConnectionError', 'InventoryError'],
    make: ({ TimeoutError }) => new TimeoutError({ ...REQUEST, timeoutMs: 1000 }),
  },
  {
    name: 'ResponseError',
    code: 'response',
    retry: 'never',
    parents: ROOT,
    make: ({ ResponseError }) =>
      new ResponseError({ ...REQUEST, at: 'inventory', expected: 'an object' }),
  },
  {
    name: 'InvalidInputError',
    code: 'invalid-input',
    retry: 'never',
    parents: ROOT,
    make: ({ InvalidInputError }) =>
      new InvalidInputError('adjust', 'set.available', 'a safe integer'),
  },
  {
    name: 'StockRejectedError',
    code: 'stock-rejected',
    retry: 'never',
    parents: ROOT,
    make: ({ StockRejectedError }) =>
      new StockRejectedError({ reason: 'not-connected', ...PLACE }, 'Not connected.'),
  },
  {
    name: 'StaleReadError',
    code: 'stale-read',
    retry: 'later',
    parents: ROOT,
    make: ({ StaleReadError }) => new StaleReadError({ ...REQUEST, observed: LEVEL, known: LEVEL }),
  },
  {
    name: 'StoreError',
    code: 'store',
    retry: 'later',
    parents: ROOT,
    make: ({ StoreError }) => new StoreError({ step: 'submit', systemCode: 'SQLITE_BUSY' }),
  },
  {
    name: 'OutcomeUnknownError',
    code: 'outcome-unknown',
    retry: 'after-reading',
    parents: ROOT,
    make: ({ OutcomeUnknownError, TimeoutError }) =>
      new OutcomeUnknownError({
        ...REQUEST,
        target: { available: 12 },
        cause: new TimeoutError({ timeoutMs: 1000 }),
      }),
  },
];

/** The names of all classes, those that are never made themselves among them. */
export const NAMES: readonly ErrorName[] = [
  'InventoryError',
  'ApiError',
  ...ERRORS.map(({ name }) => name),
];
