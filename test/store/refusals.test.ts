import { expect, test } from 'vitest';
import {
  InvalidRequestError,
  NotFoundError,
  ResponseError,
  StaleReadError,
  StockRejectedError,
} from '../../src/errors/index.ts';
import {
  errorOfRefusal,
  refusalOfModel,
  refusalOfPlatform,
  refusalOfReading,
} from '../../src/store/client/refusals.ts';
import type { Refusal } from '../../src/store/intent.ts';

const REQUEST = { method: 'PUT', path: '/v1/variants/1', status: 404, requestId: 'r-1' };
const PLACE = { variantId: '1', locationId: '7' };
const level = (onHand: number) => ({
  available: onHand,
  committed: 0,
  unavailable: 0,
  incoming: 0,
  onHand,
});

/** The error that another process makes of a refusal that a store has kept as JSON. */
const elsewhere = (refusal: Refusal): Error =>
  errorOfRefusal(JSON.parse(JSON.stringify(refusal)) as Refusal, 3);

test('an answer of the platform is the same error in every process', () => {
  const error = new NotFoundError({ ...REQUEST, reason: 'no such variant' });
  const again = elsewhere(refusalOfPlatform(error));
  expect(again).toBeInstanceOf(NotFoundError);
  expect(again).toMatchObject({ ...REQUEST, reason: 'no such variant', attempts: 3 });
  expect(again.message).toBe(error.message);
});

test('so is an answer that nobody could read', () => {
  const error = new ResponseError({ ...REQUEST, at: 'on_hand', expected: 'a number' });
  const again = elsewhere(refusalOfPlatform(error));
  expect(again).toBeInstanceOf(ResponseError);
  expect(again).toMatchObject({ ...REQUEST, at: 'on_hand', attempts: 3 });
  expect(again.message).toBe(error.message);
});

test('a refusal of the model tells why, in its words', () => {
  const rejection = { reason: 'not-connected', ...PLACE } as const;
  const refusal = refusalOfModel(rejection);
  expect(refusal.message).toContain('not connected');
  const again = elsewhere(refusal);
  expect(again).toBeInstanceOf(StockRejectedError);
  expect(again).toMatchObject({ rejection });
  expect(again.message).toContain(refusal.message);
});

test('a reading that stays old tells both levels', () => {
  const reading = { method: 'GET', path: '/v1/levels', observed: level(10), known: level(9) };
  const again = elsewhere(refusalOfReading(reading));
  expect(again).toBeInstanceOf(StaleReadError);
  expect(again).toMatchObject({ ...reading, attempts: 3 });
});

test.each([
  [{ reason: 'resolved', message: 'A person found that it was not applied.' }],
  [{ reason: 'of a later version', message: 'unheard of', details: { status: 404 } }],
])('a reason that this version does not know is told as it is: %j', (refusal) => {
  const error = errorOfRefusal(refusal, 2);
  expect(error).toBeInstanceOf(InvalidRequestError);
  expect(error).toMatchObject({ reason: refusal.message, attempts: 2 });
});

test('what is not known is left out of what is kept', () => {
  const error = new NotFoundError({ method: 'PUT', path: '/' });
  expect(refusalOfPlatform(error)).toMatchObject({ reason: 'platform', message: error.message });
  expect(Object.keys(refusalOfPlatform(error).details ?? {})).toEqual(['method', 'path']);
});
