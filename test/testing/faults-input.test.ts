import { describe, expect, test } from 'vitest';
import type { FaultInput } from '../../src/testing/index.ts';
import { openFake } from './shop.ts';

const CUT = { kind: 'cut-after' };
const STATUS = { kind: 'status', status: 503 };
const HEADER = 'a text that a header can hold';
const HEADERS = 'an object of names and texts that headers can hold';
const MS = 'a number of milliseconds from 0 to 2147483647';
const RETRY = 'a number of seconds, a text that a header can hold, or null';

describe('a fault is refused, with the path of what is wrong:', () => {
  test.each<[input: unknown, message: string]>([
    [undefined, 'the fault must be an object, not left out'],
    [null, 'the fault must be an object, not null'],
    [[], 'the fault must be an object, not an array'],
    [
      { fault: CUT, count: 2 },
      'count must be left out: the field is unknown; known are operation, fault, times, after',
    ],
    [
      { fault: CUT, operation: 'update' },
      "operation must be 'connect', 'adjust', 'query', 'webhooks' or 'catalog'",
    ],
    [
      { fault: CUT, operation: null },
      "operation must be 'connect', 'adjust', 'query', 'webhooks' or 'catalog'",
    ],
    [{ fault: CUT, times: 0 }, 'times must be an integer, 1 or more, not 0'],
    [{ fault: CUT, times: 1.5 }, 'times must be an integer, 1 or more, not 1.5'],
    [{ fault: CUT, times: Infinity }, 'times must be an integer, 1 or more, not Infinity'],
    [{ fault: CUT, times: '2' }, 'times must be an integer, 1 or more, not a text'],
    [{ fault: CUT, after: -1 }, 'after must be an integer, 0 or more, not -1'],
    [{}, 'fault must be an object, not left out'],
    [{ fault: null }, 'fault must be an object, not null'],
    [{ fault: 'cut-after' }, 'fault must be an object, not a text'],
    [
      { fault: { kind: 'cut' } },
      "fault.kind must be 'status', 'rate-limited', 'delay', 'late', 'redirect', 'stale-read', 'wrong-variant', 'wrong-content-type', 'cut-before', 'cut-after', 'cut-mid-body', 'malformed', 'truncated' or 'empty'",
    ],
    [
      { fault: { kind: 'toString' } },
      "fault.kind must be 'status', 'rate-limited', 'delay', 'late', 'redirect', 'stale-read', 'wrong-variant', 'wrong-content-type', 'cut-before', 'cut-after', 'cut-mid-body', 'malformed', 'truncated' or 'empty'",
    ],
    [
      { fault: { kind: 'empty', status: 200 } },
      'fault.status must be left out: the field is unknown; known are kind',
    ],
    [
      { fault: { ...STATUS, code: 1 } },
      'fault.code must be left out: the field is unknown; known are kind, status, body, headers, applied',
    ],
    [
      { fault: { kind: 'status' } },
      'fault.status must be an integer from 200 to 599, not left out',
    ],
    [
      { fault: { kind: 'status', status: 199 } },
      'fault.status must be an integer from 200 to 599, not 199',
    ],
    [
      { fault: { kind: 'status', status: 600 } },
      'fault.status must be an integer from 200 to 599, not 600',
    ],
    [
      { fault: { kind: 'status', status: '503' } },
      'fault.status must be an integer from 200 to 599, not a text',
    ],
    [{ fault: { ...STATUS, body: () => 1 } }, 'fault.body must be a text, or what JSON can hold'],
    [{ fault: { ...STATUS, applied: 1 } }, 'fault.applied must be true or false, not 1'],
    [{ fault: { ...STATUS, headers: [] } }, `fault.headers must be ${HEADERS}`],
    [{ fault: { ...STATUS, headers: { 'a b': 'x' } } }, `fault.headers must be ${HEADERS}`],
    [{ fault: { ...STATUS, headers: { '': 'x' } } }, `fault.headers must be ${HEADERS}`],
    [{ fault: { ...STATUS, headers: { a: 'x\r\ny' } } }, `fault.headers must be ${HEADERS}`],
    [{ fault: { ...STATUS, headers: { a: 5 } } }, `fault.headers must be ${HEADERS}`],
    [{ fault: { kind: 'rate-limited', retryAfter: -1 } }, `fault.retryAfter must be ${RETRY}`],
    [{ fault: { kind: 'rate-limited', retryAfter: '' } }, `fault.retryAfter must be ${RETRY}`],
    [{ fault: { kind: 'rate-limited', retryAfter: NaN } }, `fault.retryAfter must be ${RETRY}`],
    [{ fault: { kind: 'delay' } }, `fault.ms must be ${MS}, not left out`],
    [{ fault: { kind: 'delay', ms: -1 } }, `fault.ms must be ${MS}, not -1`],
    [{ fault: { kind: 'delay', ms: 2 ** 31 } }, `fault.ms must be ${MS}, not 2147483648`],
    [{ fault: { kind: 'delay', ms: '5' } }, `fault.ms must be ${MS}, not a text`],
    [{ fault: { kind: 'redirect' } }, `fault.location must be ${HEADER}`],
    [{ fault: { kind: 'redirect', location: 'a\nb' } }, `fault.location must be ${HEADER}`],
    [
      { fault: { kind: 'redirect', location: '/', status: 304 } },
      'fault.status must be 301, 302, 303, 307 or 308',
    ],
    [
      { fault: { kind: 'stale-read', events: 0 } },
      'fault.events must be an integer, 1 or more, not 0',
    ],
    [
      { fault: { kind: 'stale-read' }, operation: 'adjust' },
      "operation must be 'query', or left out: only a query can be stale",
    ],
    [
      { fault: { kind: 'wrong-variant', variantId: 'a/b' } },
      'fault.variantId must be an id: 1 to 64 letters, digits, _ or -',
    ],
    [
      { fault: { kind: 'wrong-content-type', contentType: '' } },
      `fault.contentType must be ${HEADER}`,
    ],
    [
      { fault: { kind: 'wrong-content-type', body: {} } },
      'fault.body must be a text, not an object',
    ],
  ])('%j', (input, message) => {
    const fake = openFake();

    expect(() => fake.faults.add(input as FaultInput)).toThrow(
      new TypeError(`fake.faults.add: ${message}`),
    );
    expect(fake.faults.pending()).toEqual([]);
  });

  test.each<[name: string, make: () => unknown]>([
    [
      'a cycle',
      () => {
        const body: { self?: unknown } = {};
        body.self = body;
        return body;
      },
    ],
    ['a number that JSON does not know', () => 1n],
  ])('a body with %s', (_, make) => {
    const body = make();

    expect(() => openFake().faults.add({ fault: { kind: 'status', status: 500, body } })).toThrow(
      new TypeError('fake.faults.add: fault.body must be a text, or what JSON can hold'),
    );
  });
});

test('a fault can come out of JSON', () => {
  const fake = openFake();
  const input = {
    operation: 'adjust',
    times: 2,
    fault: { kind: 'status', status: 503, body: null },
  };
  fake.faults.add(JSON.parse(JSON.stringify(input)) as FaultInput);

  expect(fake.faults.pending()).toEqual([{ id: 'fault-1', after: 0, ...input }]);
});
