import { describe, expect, test } from 'vitest';
import { verifyWebhook } from '../../src/webhooks/index.ts';
import { SECRET } from './deliveries.ts';
import { LINES, scene, topics } from './fake-scene.ts';

describe('a delivery', () => {
  test('is a signed POST of JSON that names topic and shop', async () => {
    const { fake, subscribe, requests } = scene();
    subscribe();
    fake.webhooks.send('app/uninstalled', '{"app":"Käse"}');
    await fake.webhooks.deliver();
    const [request] = requests;
    const body = await request?.text();

    expect(request?.method).toBe('POST');
    expect(body).toBe('{"app":"Käse"}');
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      'content-type': 'application/json',
      'x-genstore-topic': 'app/uninstalled',
      'x-genstore-shop-domain': 'acme.genmystore.com',
      // By openssl.
      'x-genstore-hmac-sha256': '6obqkTAmAZlNZFyIg2IUTwlIo7K44NxV+LP8J39v7Lg=',
    });
  });

  test('is sent by no one before deliver, and once', async () => {
    const { fake, subscribe, requests } = scene();
    subscribe();
    fake.webhooks.send('a/b', '{}');

    expect(fake.webhooks.pending).toBe(1);
    expect(requests).toHaveLength(0);
    expect(await fake.webhooks.deliver()).toHaveLength(1);
    expect(await fake.webhooks.deliver()).toEqual([]);
    expect(fake.webhooks.pending).toBe(0);
  });

  test('goes to all who subscribed to its topic, each with its own signature', async () => {
    const { fake } = scene();
    const verdicts: string[] = [];
    const subscribe = (name: string, secret: string, subscribed?: readonly string[]): void => {
      const handler = async (request: Request): Promise<Response> => {
        const body = await request.text();
        const isRight = await verifyWebhook({ body, headers: request.headers, secret });
        verdicts.push(`${name} ${request.headers.get('X-Genstore-Topic')} ${isRight}`);
        return new Response();
      };
      const topicsOf = subscribed === undefined ? {} : { topics: subscribed };
      fake.webhooks.subscribe(handler, { secret, ...topicsOf });
    };
    subscribe('all', 'one');
    subscribe('orders', 'two', ['orders/create']);
    subscribe('none', 'three', []);
    fake.orders.place({ orderId: '1001', lines: LINES });
    await fake.webhooks.deliver();

    expect(verdicts).toEqual([
      'all orders/create true',
      'orders orders/create true',
      'all inventory/update true',
    ]);
  });

  test('to a URL is sent by the fetch that is given', async () => {
    const { fake } = scene();
    const sent: string[] = [];
    const fetch = async (request: Request): Promise<Response> => {
      sent.push(`${request.method} ${request.url} ${request.redirect}`);
      return new Response(null, { status: 200 });
    };
    fake.webhooks.subscribe(new URL('http://127.0.0.1:9/hooks?x=1'), { secret: SECRET, fetch });
    fake.webhooks.send('a/b', '{}');

    expect(await fake.webhooks.deliver()).toMatchObject([{ outcome: 'delivered', status: 200 }]);
    expect(sent).toEqual(['POST http://127.0.0.1:9/hooks?x=1 manual']);
  });

  test('that a handler causes waits for the next round', async () => {
    const { fake } = scene();
    const handler = (request: Request): Response => {
      if (request.headers.get('X-Genstore-Topic') === 'a/b') fake.webhooks.send('c/d', '{}');
      return new Response();
    };
    fake.webhooks.subscribe(handler, { secret: SECRET });
    fake.webhooks.send('a/b', '{}');

    expect(topics(await fake.webhooks.deliver())).toEqual(['a/b']);
    expect(topics(await fake.webhooks.deliver())).toEqual(['c/d']);
  });

  test('does not overlap with another one, however often deliver is called', async () => {
    const { fake } = scene();
    const log: string[] = [];
    const handler = async (request: Request): Promise<Response> => {
      log.push(`begin ${await request.text()}`);
      await Promise.resolve();
      log.push('end');
      return new Response();
    };
    fake.webhooks.subscribe(handler, { secret: SECRET });
    fake.webhooks.send('a/b', '1');
    const first = fake.webhooks.deliver();
    fake.webhooks.send('a/b', '2');
    await Promise.all([first, fake.webhooks.deliver()]);

    expect(log).toEqual(['begin 1', 'end', 'begin 2', 'end']);
  });
});
