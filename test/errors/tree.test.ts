import { describe, expect, test } from 'vitest';
import * as library from '../../src/index.ts';
import { ERRORS, NAMES } from './every-error.ts';
import type { ErrorsOf } from './every-error.ts';

const errors: ErrorsOf = library;
const { InventoryError, isInventoryError } = library;
const { AuthenticationError, NotFoundError, StockRejectedError, TimeoutError } = library;

test('the table of errors holds every class that the library exports', () => {
  const exported = Object.keys(library).filter((name) => name.endsWith('Error'));
  expect(exported.filter((name) => name !== 'isInventoryError').toSorted()).toEqual(
    NAMES.toSorted(),
  );
});

describe.each(ERRORS)('$name', ({ name, code, retry, parents, make }) => {
  const error = make(library);

  test('is an instance of its own class, those above it, and no other', () => {
    const classes = NAMES.filter((each) => error instanceof errors[each]);
    expect(classes.toSorted()).toEqual([name, ...parents].toSorted());
  });

  test('is an Error, and known as one of this library', () => {
    expect(error).toBeInstanceOf(Error);
    expect(isInventoryError(error)).toBe(true);
  });

  test('has its name, code and advice', () => {
    expect({ name: error.name, code: error.code, retry: error.retry }).toEqual({
      name,
      code,
      retry,
    });
  });

  test('has its name in text and stack', () => {
    expect(String(error)).toBe(`${name}: ${error.message}`);
    expect(error.stack?.split('\n')[0]).toContain(error.message);
  });

  test('has a message of its own that ends like a sentence', () => {
    expect(error.message).toMatch(/^\S.*[.)"]$/);
  });
});

describe('no two errors share', () => {
  test('a name', () => {
    expect(new Set(ERRORS.map(({ make }) => make(library).name)).size).toBe(ERRORS.length);
  });

  test('a code', () => {
    expect(new Set(ERRORS.map(({ make }) => make(library).code)).size).toBe(ERRORS.length);
  });
});

describe('the advice of a StockRejectedError is', () => {
  const place = { variantId: '1', locationId: '2' };

  test('to read the level where it was stale', () => {
    const rejection = {
      reason: 'stale',
      ...place,
      name: 'onHand',
      expected: 1,
      actual: 2,
    } as const;
    expect(new StockRejectedError(rejection, '').retry).toBe('after-reading');
  });

  test('never to try the same again otherwise', () => {
    expect(new StockRejectedError({ reason: 'committed-read-only', ...place }, '').retry).toBe(
      'never',
    );
  });
});

describe('isInventoryError does not know', () => {
  test.each<[unknown]>([
    [undefined],
    [null],
    [''],
    [0],
    [{}],
    [[]],
    [() => {}],
    [new Error('something else')],
    [{ name: 'InventoryError', code: 'server', retry: 'later', message: '' }],
    [Object.assign(new Error('a look-alike'), { name: 'ServerError', code: 'server' })],
    [{ [Symbol.for('genstore-inventory.error')]: 'InventoryError' }],
    [InventoryError],
    [InventoryError.prototype],
  ])('%o', (value) => {
    expect(isInventoryError(value)).toBe(false);
    expect(value instanceof InventoryError).toBe(false);
  });
});

describe('a class that a program derives', () => {
  class VariantGoneError extends NotFoundError {
    readonly since = 2026;
  }
  class VariantGoneForeverError extends VariantGoneError {}
  class MineError extends InventoryError {
    override readonly name = 'MineError';
    readonly code = 'mine';
    readonly retry = 'never';
    constructor() {
      super('It is mine.');
    }
  }

  test('is an instance of itself and of all above it', () => {
    const error = new VariantGoneForeverError({ status: 404 });
    const above = [VariantGoneForeverError, VariantGoneError, NotFoundError, library.ApiError];
    expect(above.every((each) => error instanceof each)).toBe(true);
    expect(isInventoryError(error)).toBe(true);
  });

  test('is not taken for what stands beside it', () => {
    const error = new VariantGoneError({ status: 404 });
    expect(error instanceof VariantGoneForeverError).toBe(false);
    expect(error instanceof AuthenticationError).toBe(false);
  });

  test('does not make an instance of what it derives from', () => {
    expect(new NotFoundError({}) instanceof VariantGoneError).toBe(false);
  });

  test('may stand directly under the root', () => {
    const error = new MineError();
    expect(error instanceof MineError && error instanceof InventoryError).toBe(true);
    expect(error instanceof library.ApiError).toBe(false);
    expect(new TimeoutError({ timeoutMs: 1 }) instanceof MineError).toBe(false);
  });
});
