import { describe, expectTypeOf, test } from 'vitest';
import { isInventoryError } from '../../src/index.ts';
import type {
  AnyInventoryError,
  ApiError,
  ConflictError,
  ConnectionError,
  InventoryError,
  NotFoundError,
  OutcomeUnknownError,
  RateLimitError,
  Rejection,
  ResponseError,
  RetryAdvice,
  ServerError,
  StockRejectedError,
  TimeoutError,
} from '../../src/index.ts';
import type * as Holds from '../../src/holds/index.ts';
import type * as Main from '../../src/index.ts';
import type * as Files from '../../src/files/index.ts';
import type * as Sync from '../../src/sync/index.ts';
import type * as Webhooks from '../../src/webhooks/index.ts';

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
    const tell = (error: AnyInventoryError): string => {
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
        case 'stale-read':
          return String(error.known.available);
        case 'store':
          return error.step;
        case 'hold-state':
          return error.key;
        case 'stock-file':
        case 'sync-input':
          return `${error.count} lines`;
        case 'sync-guard':
          return error.guard;
        case 'webhook-payload':
          return error.topic ?? '';
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
    expectTypeOf<AnyInventoryError>().toExtend<InventoryError>();
    expectTypeOf<RateLimitError | ServerError | ConflictError>().toExtend<ApiError>();
    expectTypeOf<TimeoutError>().toExtend<ConnectionError>();
    expectTypeOf<ResponseError>().not.toExtend<ApiError>();
  });

  test('are one union, of every class of every entry', () => {
    type Made<Exports> = {
      [Name in keyof Exports]: Exports[Name] extends new (...given: never) => infer Made
        ? Made
        : never;
    }[keyof Exports];
    type Thrown =
      | Made<typeof Main>
      | Made<typeof Files>
      | Made<typeof Sync>
      | Made<typeof Webhooks>
      | Made<typeof Holds>;
    expectTypeOf<Extract<Thrown, InventoryError>>().toEqualTypeOf<AnyInventoryError>();
  });

  test('have literal names and codes', () => {
    expectTypeOf<NotFoundError['name']>().toEqualTypeOf<'NotFoundError'>();
    expectTypeOf<NotFoundError['code']>().toEqualTypeOf<'not-found'>();
    expectTypeOf<TimeoutError['code']>().toEqualTypeOf<'timeout'>();
  });

  test('are narrowed to by isInventoryError', () => {
    expectTypeOf<typeof isInventoryError>().guards.toEqualTypeOf<AnyInventoryError>();
    const caught = (error: unknown): AnyInventoryError['code'] | undefined =>
      isInventoryError(error) ? error.code : undefined;
    expectTypeOf(caught).toBeFunction();
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
