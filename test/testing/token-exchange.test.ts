import { describe, expect, test } from 'vitest';
import { serveInventoryFake } from '../../src/server/index.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import type { InventoryFake, InventoryFakeOptions } from '../../src/testing/index.ts';

const APP = { clientId: 'app-1', clientSecret: 'app-secret', sessionTokens: ['session-1'] };
const ASKED = {
  clientId: 'app-1',
  clientSecret: 'app-secret',
  grantType: 'token-exchange',
  subjectToken: 'session-1',
};
const ONLINE = { ...ASKED, requestedTokenType: 'online-access-token' };
const URL = 'https://acme.genmystore.com/oauth2/token';

function open(options: Partial<InventoryFakeOptions> = {}): InventoryFake {
  return createInventoryFake({ shop: 'acme', accessToken: 'test-token', app: APP, ...options });
}

async function ask(fake: InventoryFake, body: unknown) {
  const headers = { 'Content-Type': 'application/json' };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fake.fetch(URL, { method: 'POST', headers, body: text });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function query(fake: InventoryFake, token: unknown): Promise<number> {
  const headers = { 'X-Genstore-Access-Token': String(token) };
  return (await fake.fetch(`${fake.apiUrl}/inventory`, { headers })).status;
}

describe('the exchange of a session token', () => {
  test('gives an offline token, which opens the API', async () => {
    const fake = open();
    const { status, body } = await ask(fake, ASKED);

    expect({ status, body }).toEqual({
      status: 200,
      body: {
        accessToken: 'acme-offline-token-1',
        scope:
          'read_inventory,write_inventory,read_apps,write_apps,read_products,write_products,read_shops,write_shops',
      },
    });
    expect(await query(fake, body['accessToken'])).toBe(200);
  });

  test('gives an online token of a user, which ends after 86,399 seconds', async () => {
    const clock = createVirtualClock();
    const fake = open({ clock });
    const { body } = await ask(fake, ONLINE);

    expect(body).toMatchObject({ expiresIn: 86_399, associatedUser: { id: 1818181818 } });
    await clock.advance(86_398_999);
    expect(await query(fake, body['accessToken'])).toBe(200);
    await clock.advance(1);
    expect(await query(fake, body['accessToken'])).toBe(401);
  });

  test('gives a token the scopes of the app', async () => {
    const fake = open({ app: { ...APP, scopes: ['write_apps'] } });
    const { body } = await ask(fake, ASKED);

    expect(body['scope']).toBe('write_apps');
    expect(await query(fake, body['accessToken'])).toBe(403);
  });

  test('gives no two tokens of the same name, in no two shops', async () => {
    const other = createInventoryFake({ shop: 'other', accessToken: 'test-token', app: APP });
    const fake = open();
    const first = await ask(fake, ASKED);
    const second = await ask(fake, ASKED);

    expect(second.body['accessToken']).not.toBe(first.body['accessToken']);
    expect(await query(other, first.body['accessToken'])).toBe(401);
  });

  test.each([
    ['another client id', { ...ASKED, clientId: 'app-2' }, 401, 'clientId'],
    ['another secret', { ...ASKED, clientSecret: 'wrong' }, 401, 'clientSecret'],
    ['an unknown session token', { ...ASKED, subjectToken: 'session-2' }, 400, 'subjectToken'],
    ['another grant type', { ...ASKED, grantType: 'authorization_code' }, 400, 'grantType'],
    ['no grant type', { ...ASKED, grantType: undefined }, 400, 'grantType'],
    ['no client id', { ...ASKED, clientId: undefined }, 400, 'clientId'],
    ['an empty secret', { ...ASKED, clientSecret: '' }, 400, 'clientSecret'],
    ['a number as session token', { ...ASKED, subjectToken: 1 }, 400, 'subjectToken'],
    ['another kind of token', { ...ASKED, requestedTokenType: 'any' }, 400, 'requestedTokenType'],
    ['an unknown field', { ...ASKED, shop: 'acme' }, 400, 'shop'],
    ['a list', [], 400, 'The body'],
    ['no JSON', '{', 400, 'JSON'],
  ])('refuses %s', async (_, body, status, word) => {
    const answer = await ask(open(), body);

    expect(answer).toEqual({ status, body: { error: expect.stringContaining(word) as unknown } });
  });

  test('is refused where the shop knows no app, with what to do', async () => {
    const { status, body } = await ask(open({ app: undefined }), ASKED);

    expect(status).toBe(401);
    expect(body['error']).toContain('option app');
  });

  test('takes POST alone', async () => {
    const headers = { 'X-Genstore-Access-Token': 'test-token' };
    const { status } = await open().fetch(URL, { headers });

    expect(status).toBe(405);
  });

  test('takes nothing from a bucket, and is met by faults of its own', async () => {
    const fake = open({ rateLimit: { capacity: 1, refillPerSecond: 0.001 } });
    fake.faults.add({ operation: 'token', fault: { kind: 'status', status: 503 } });

    expect((await ask(fake, ASKED)).status).toBe(503);
    const { body } = await ask(fake, ASKED);
    expect(await query(fake, body['accessToken'])).toBe(200);
  });

  test('leaves neither secret nor session token in the journal, however short they are', async () => {
    const app = { clientId: 'app', clientSecret: 's3', sessionTokens: ['t7'] };
    const fake = open({ app });
    await ask(fake, { ...ASKED, clientId: 'app', clientSecret: 's3', subjectToken: 't7' });

    expect(fake.requests[0]).toMatchObject({
      operation: 'token',
      status: 200,
      body: { clientId: 'app', clientSecret: '[client secret]', subjectToken: '[session token]' },
    });
  });

  test('is forgotten by a reset, kept by a snapshot, and none of a fork', async () => {
    const fake = open();
    const { body } = await ask(fake, ASKED);
    const before = fake.snapshot();
    const fork = fake.fork();
    fake.reset();

    expect(await query(fake, body['accessToken'])).toBe(401);
    expect(await query(fork, body['accessToken'])).toBe(200);
    fake.restore(before);
    expect(await query(fake, body['accessToken'])).toBe(200);
  });

  test('is served over HTTP, too', async () => {
    const { url, close } = await serveInventoryFake(open());
    const headers = { 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(ASKED) };
    const response = await fetch(`${url}/oauth2/token`, init);
    await close();

    expect(await response.json()).toMatchObject({ accessToken: 'acme-offline-token-1' });
  });
});

describe('the option app', () => {
  test.each([
    [{ ...APP, clientId: '' }, 'app.clientId must be a text that is not empty'],
    [{ ...APP, clientSecret: 1 }, 'app.clientSecret must be a text that is not empty'],
    [{ ...APP, sessionTokens: 'session-1' }, 'app.sessionTokens must be an array of texts'],
    [{ ...APP, sessionTokens: [''] }, 'app.sessionTokens[0] must be a text that is not empty'],
    [{ ...APP, secret: 'x' }, 'app.secret must be left out: the field is unknown'],
  ])('is refused where it is wrong: %o', (app, message) => {
    expect(() => open({ app: app as unknown as typeof APP })).toThrow(message);
  });
});
