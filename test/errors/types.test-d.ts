import { describe, expectTypeOf, test } from 'vitest';
import type {
  ApiError,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  InvalidInputError,
  InvalidRequestError,
  InventoryError,
  isInventoryError,
  NotFoundError,
  OutcomeUnknownError,
  PermissionError,
  RateLimitError,
  Rejection,
  ResponseError,
  RetryAdvice,
  ServerError,
  StockRejectedError,
  TimeoutError,
} from '../../src/index.ts';

type Known =
  | AuthenticationError
  | ConflictError
  | ConnectionError
  | InvalidInputError
  | InvalidRequestError
  | NotFoundError
  | OutcomeUnknownError
  | PermissionError
  | RateLimitError
  | ResponseError
  | ServerError
  | StockRejectedError
  | TimeoutError;

describe('a switch', () => {
  test('over the advice of any error is complete with three cases', () => {
    const next = (error: InventoryError): 'give up' | 'wait' | 'read' => {
      switch (error.retry) {
        case 'never':
          return 'give up';
        case 'later':
          return 'wait';
        case 'after-reading':
          return 'read';
      }
    };
    expectTypeOf(next).returns.toEqualTypeOf<'give up' | 'wait' | 'read'>();
    expectTypeOf<RetryAdvice>().toEqualTypeOf<'never' | 'later' | 'after-reading'>();
  });

  test('over the code of all errors is complete, and tells them apart', () => {
    const tell = (error: Known): string => {
      switch (error.code) {
        case 'rate-limit':
          return `wait ${error.retryAfterMs}`;
        case 'stock-rejected':
          return error.rejection.reason;
        case 'outcome-unknown':
          return error.cause.code;
        case 'invalid-input':
        case 'response':
          return error.at;
        case 'timeout':
        case 'connection':
          return error.systemCode ?? '';
        case 'authentication':
        case 'permission':
        case 'not-found':
        case 'conflict':
        case 'invalid-request':
        case 'server':
          return error.reason ?? '';
      }
    };
    expectTypeOf(tell).returns.toEqualTypeOf<string>();
  });
});

describe('the types of errors', () => {
  test('follow the tree', () => {
    expectTypeOf<Known>().toExtend<InventoryError>();
    expectTypeOf<RateLimitError | ServerError | ConflictError>().toExtend<ApiError>();
    expectTypeOf<TimeoutError>().toExtend<ConnectionError>();
    expectTypeOf<ResponseError>().not.toExtend<ApiError>();
  });

  test('have literal names and codes', () => {
    expectTypeOf<NotFoundError['name']>().toEqualTypeOf<'NotFoundError'>();
    expectTypeOf<NotFoundError['code']>().toEqualTypeOf<'not-found'>();
    expectTypeOf<TimeoutError['code']>().toEqualTypeOf<'timeout'>();
  });

  test('are narrowed to by isInventoryError', () => {
    expectTypeOf<typeof isInventoryError>().guards.toEqualTypeOf<InventoryError>();
  });

  test('carry the rejection of the model', () => {
    expectTypeOf<StockRejectedError['rejection']>().toEqualTypeOf<Rejection>();
  });

  test('carry an error of this library as the cause of an unknown outcome', () => {
    expectTypeOf<OutcomeUnknownError['cause']>().toEqualTypeOf<InventoryError>();
  });

  test('cannot be written to', () => {
    expectTypeOf<Pick<RateLimitError, 'retryAfterMs' | 'status' | 'code'>>().toEqualTypeOf<
      Readonly<Pick<RateLimitError, 'retryAfterMs' | 'status' | 'code'>>
    >();
  });
});
