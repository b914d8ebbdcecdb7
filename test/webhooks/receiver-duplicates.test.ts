import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  BODY,
  gate,
  identified,
  receiver,
  SECRET,
  SHOP,
  signatureOf,
  webhook,
} from './deliveries.ts';

describe('a duplicate', () => {
  test('is answered 200 and not handed over', async () => {
    const { receive, events } = receiver();

    expect((await receive(webhook())).status).toBe(200);
    expect((await receive(webhook())).status).toBe(200);
    expect(events).toHaveLength(1);
  });

  test('is known by the digest of its shop, topic and body: a store keeps it from version to version', async () => {
    const ids: string[] = [];
    const { receive } = receiver({ onEvent: (_, { id }) => void ids.push(id) });
    await receive(webhook());
    await receive(webhook(BODY, { 'X-Genstore-Shop-Domain': null }));

    const told = [`${SHOP}\napp/uninstalled\n${BODY}`, `\napp/uninstalled\n${BODY}`];
    expect(ids).toEqual(told.map((text) => createHash('sha256').update(text).digest('hex')));
  });

  test('is told apart by what it is: its topic, its shop where that is told, and the bytes', async () => {
    const asked: object[] = [];
    const identify = (delivery: object): string => String(asked.push(delivery));
    const { receive } = receiver({ identify });
    await receive(webhook());
    await receive(webhook(BODY, { 'X-Genstore-Shop-Domain': null }));
    const told = {
      topic: 'app/uninstalled',
      headers: expect.any(Headers) as Headers,
      body: new TextEncoder().encode(BODY),
    };

    expect(asked).toStrictEqual([{ ...told, shopDomain: SHOP }, told]);
  });

  test('is one by any secret', async () => {
    const { receive, events } = receiver({ secret: ['new', SECRET] });
    await receive(webhook());
    await receive(webhook(BODY, { 'X-Genstore-Hmac-Sha256': signatureOf(BODY, 'new') }));

    expect(events).toHaveLength(1);
  });

  test.each([
    ['topic', { 'X-Genstore-Topic': 'app/installed' }],
    ['topic', { 'X-Genstore-Topic': 'app/reinstalled' }],
    ['shop', { 'X-Genstore-Shop-Domain': 'other.genmystore.com' }],
    ['shop', { 'X-Genstore-Shop-Domain': 'ecma.genmystore.com' }],
  ])('has the same %s: the same body with another one is no duplicate', async (_, headers) => {
    const { receive, events } = receiver();
    await receive(webhook());
    await receive(webhook(BODY, headers));

    expect(events).toHaveLength(2);
  });

  test('waits for the first while that is being handled', async () => {
    const { opened, open } = gate();
    const { identify, all } = identified(3);
    const log: string[] = [];
    const { receive } = receiver({
      identify,
      onEvent: async () => {
        log.push('handling');
        await opened;
      },
    });
    const answers = [webhook(), webhook(), webhook()].map(async (request) => {
      const { status } = await receive(request);
      log.push(`answered ${status}`);
    });
    await all;
    expect(log).toEqual(['handling']);
    open();
    await Promise.all(answers);

    expect(log).toEqual(['handling', 'answered 200', 'answered 200', 'answered 200']);
  });

  test('shares the failure of the first, and the next one is handled', async () => {
    const { opened, fail } = gate();
    const { identify, all } = identified(2);
    const calls: number[] = [];
    const { receive, errors } = receiver({
      identify,
      onEvent: async () => {
        if (calls.push(1) === 1) await opened;
      },
    });
    const answers = Promise.all([receive(webhook()), receive(webhook())]);
    await all;
    fail(new Error('the database is away'));

    expect((await answers).map(({ status }) => status)).toEqual([500, 500]);
    expect(errors).toHaveLength(1);
    expect((await receive(webhook())).status).toBe(200);
    expect((await receive(webhook())).status).toBe(200);
    expect(calls).toHaveLength(2);
  });

  test('does not hold up other deliveries', async () => {
    const { opened, open } = gate();
    const { receive } = receiver({
      onEvent: async ({ topic }) => (topic === 'slow' ? opened : undefined),
    });
    const slow = receive(webhook(BODY, { 'X-Genstore-Topic': 'slow' }));

    expect((await receive(webhook())).status).toBe(200);
    open();
    expect((await slow).status).toBe(200);
  });

  test('can be told by an id of one’s own', async () => {
    const identify = ({ headers }: { headers: Headers }): string => headers.get('X-Id') ?? '';
    const { receive, events } = receiver({ identify });
    for (const id of ['1', '2', '1']) await receive(webhook(BODY, { 'X-Id': id }));

    expect(events).toHaveLength(2);
  });
});
