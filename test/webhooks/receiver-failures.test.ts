import { describe, expect, test } from 'vitest';
import { createWebhookReceiver, InvalidInputError } from '../../src/webhooks/index.ts';
import { receiver, SECRET, signatureOf, webhook } from './deliveries.ts';

describe('a handler that fails', () => {
  const failure = new Error('password=hunter2 at db.internal');

  test.each<[name: string, onEvent: () => void | Promise<void>]>([
    ['by a rejection', () => Promise.reject(failure)],
    [
      'by an exception',
      () => {
        throw failure;
      },
    ],
  ])('%s is answered 500, so that the platform tries again', async (_, onEvent) => {
    const { receive, errors } = receiver({ onEvent });
    const response = await receive(webhook());

    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"error":"The webhook could not be handled"}');
    expect(errors).toEqual([failure]);
  });

  test('is asked again when the webhook comes again', async () => {
    let calls = 0;
    const { receive } = receiver({
      onEvent: () => {
        calls += 1;
        if (calls < 3) throw failure;
      },
    });
    const statuses: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      statuses.push((await receive(webhook())).status);
    }

    expect(statuses).toEqual([500, 500, 200, 200]);
    expect(calls).toBe(3);
  });

  test('needs no onError', async () => {
    const onEvent = (): never => {
      throw failure;
    };
    const receive = createWebhookReceiver({ secret: SECRET, onEvent });

    expect((await receive(webhook())).status).toBe(500);
  });
});

test('an onError that fails changes no answer', async () => {
  const { receive } = receiver({
    onError: () => {
      throw new Error('the log is full');
    },
  });

  expect((await receive(webhook('no json'))).status).toBe(400);
});

test.each<[name: string, onError: () => void]>([
  ['rejects', () => Promise.reject(new Error('the log is away'))],
  [
    'throws',
    () => {
      throw new Error('the log is away');
    },
  ],
])('an onError that %s changes nothing, and ends no program', async (_, onError) => {
  const unhandled: unknown[] = [];
  const listen = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', listen);
  const { receive } = receiver({ onError });

  expect((await receive(webhook('{'))).status).toBe(400);
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', listen);
  expect(unhandled).toEqual([]);
});

test('an identify that fails is answered 500', async () => {
  const { receive, events } = receiver({ identify: () => Promise.reject(new Error('no id')) });

  expect((await receive(webhook())).status).toBe(500);
  expect(events).toEqual([]);
});

test.each<[name: string, id: unknown]>([
  ['empty', ''],
  ['missing', undefined],
  ['null, as a header that is not there', null],
  ['a number', 7],
])('an id that is %s is answered 500: the next webhook would look the same', async (_, id) => {
  const { receive, events, errors } = receiver({ identify: () => id as string });

  expect((await receive(webhook('{"order":1}'))).status).toBe(500);
  expect(events).toEqual([]);
  expect(errors).toMatchObject([{ code: 'invalid-input', at: 'identify' }]);
  expect(String(errors[0])).toContain('a function that returns a text, not empty');
});

describe('the secret is nowhere to be seen', () => {
  test('in answers, errors and events, whatever goes wrong', async () => {
    const secret = 'shhh-very-secret';
    const { receive, events, errors } = receiver({
      secret,
      onEvent: ({ topic }) => {
        if (topic === 'fail') throw new Error('failed');
      },
    });
    const sign = (body: string): { 'X-Genstore-Hmac-Sha256': string } => ({
      'X-Genstore-Hmac-Sha256': signatureOf(body, secret),
    });
    const requests = [
      webhook(),
      webhook('{}', sign('{}')),
      webhook('no json', sign('no json')),
      webhook('{}', { ...sign('{}'), 'X-Genstore-Topic': 'fail' }),
      webhook('{}', { ...sign('{}'), 'X-Genstore-Topic': 'orders/create' }),
    ];
    const texts: string[] = [];
    for (const request of requests) {
      const response = await receive(request);
      texts.push(await response.text(), JSON.stringify([...response.headers]));
    }
    for (const error of errors) texts.push(`${String(error)} ${JSON.stringify(error)}`);
    texts.push(JSON.stringify(events));

    expect(texts.join('\n')).not.toContain(secret);
  });

  test('in the receiver itself', () => {
    const receive = createWebhookReceiver({ secret: SECRET, onEvent: () => undefined });

    expect(`${String(receive)} ${JSON.stringify(Object.entries(receive))}`).not.toContain(SECRET);
  });
});

describe('options that are wrong are named', () => {
  test.each<[at: string, options: object]>([
    ['secret', { secret: '' }],
    ['secret', { secret: undefined }],
    ['secret', { secret: [] }],
    ['secret', { secret: [SECRET, ''] }],
    ['secret', { secret: `${SECRET}\n` }],
    ['secret', { secret: [SECRET, ` ${SECRET}`] }],
    ['onEvent', { onEvent: undefined }],
    ['onEvent', { onEvent: 'handler' }],
    ['seen', { seen: new Map() }],
    ['seen', { seen: null }],
    ['identify', { identify: 'id' }],
    ['onError', { onError: 'log' }],
  ])('%s: %o', (at, options) => {
    const given = { secret: SECRET, onEvent: () => undefined, ...options };
    const make = (): unknown => createWebhookReceiver(given);

    expect(make).toThrow(InvalidInputError);
    expect(make).toThrow(expect.objectContaining({ at }));
  });
});
