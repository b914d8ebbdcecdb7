import { describe, expect, test } from 'vitest';
import { fail, failure, inventory, level, page, PLACE, reply, scene } from './platform.ts';

const UNSENT = [
  ['ECONNREFUSED', 'connect'],
  ['ENOTFOUND', 'getaddrinfo'],
  ['EAI_AGAIN', 'getaddrinfo'],
  ['EHOSTUNREACH', 'connect'],
  ['ENETUNREACH', 'connect'],
  ['UND_ERR_CONNECT_TIMEOUT', undefined],
] as const;
/** On an open connection the system says the same of a route that changed. */
const PERHAPS_SENT = [
  ['ECONNRESET', undefined],
  ['EPIPE', 'write'],
  ['ETIMEDOUT', 'read'],
  ['EHOSTUNREACH', 'read'],
  ['ENETUNREACH', 'write'],
  ['ECONNREFUSED', 'read'],
  ['ECONNREFUSED', undefined],
  ['UND_ERR_SOCKET', undefined],
  [undefined, undefined],
] as const;
const refused = fail('ECONNREFUSED', 'connect ECONNREFUSED', 'connect');
const PUT = 'PUT /inventory/107362030756584';

describe('a write that cannot have reached the platform is sent again, without reading the level:', () => {
  test.each(UNSENT)('%s at %s', async (code, syscall) => {
    const lost = fail(code, 'fetch failed', syscall);
    const stage = scene([lost, lost, level({ available: '5' })]);
    const call = stage.client.adjust({ ...PLACE, set: { available: 5 } });
    expect(await stage.run(call)).toMatchObject({ available: 5 });
    expect(stage.asked()).toEqual([PUT, PUT, PUT]);
  });

  test.each(UNSENT)('%s at %s for ever: nothing was written', async (code, syscall) => {
    const stage = scene([fail(code, 'fetch failed', syscall)]);
    const error = await failure(stage, stage.client.connect(PLACE));
    expect(error).toMatchObject({ name: 'ConnectionError', systemCode: code, attempts: 4 });
    expect(stage.requests.every(({ method }) => method === 'POST')).toBe(true);
  });
});

describe('a write that may have reached the platform is followed by a reading:', () => {
  test.each(PERHAPS_SENT)('%s at %s', async (code, syscall) => {
    const stage = scene([
      fail(code, 'fetch failed', syscall),
      page([inventory({ available: '5' })]),
    ]);
    const call = stage.client.adjust({ ...PLACE, set: { available: 5 } });
    expect(await stage.run(call)).toMatchObject({ available: 5, committed: 2 });
    expect(stage.requests.map(({ method }) => method)).toEqual(['PUT', 'GET']);
  });
});

describe('what was planned on a level is planned anew before it is sent again', () => {
  const by = { available: -1 };

  test.each([
    ['after a 429', reply(429, '', { 'Retry-After': '1' })],
    ['after a connection that was refused', refused],
  ])('%s', async (_, answer) => {
    const later = page([inventory({ available: '7' })]);
    const stage = scene([page([inventory()]), answer, later, level()]);
    await stage.run(stage.client.adjust({ ...PLACE, by }));
    expect(stage.requests.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET', 'PUT']);
    expect(stage.requests[1]?.body).toContain('"available":9');
    expect(stage.requests[3]?.body).toContain('"available":6');
  });

  test('and so it can be refused then', async () => {
    const later = page([inventory({ available: '0' })]);
    const stage = scene([page([inventory()]), refused, later, level()]);
    const error = await failure(stage, stage.client.adjust({ ...PLACE, by }));
    expect(error).toMatchObject({ name: 'StockRejectedError' });
    expect(stage.requests).toHaveLength(3);
  });
});

describe('a write whose outcome is open stays open where the reading fails', () => {
  test('because the token cannot be had any more', async () => {
    let asked = 0;
    const accessToken = (): string => {
      asked += 1;
      if (asked > 1) throw new Error('The vault is closed.');
      return 'token';
    };
    const stage = scene([reply(500)], { accessToken });
    const error = await failure(stage, stage.client.connect(PLACE));
    expect(error).toMatchObject({ name: 'OutcomeUnknownError', cause: { name: 'ServerError' } });
  });

  test('because the platform refuses it', async () => {
    const stage = scene([reply(500), reply(403)]);
    const error = await failure(stage, stage.client.connect(PLACE));
    expect(error).toMatchObject({
      name: 'OutcomeUnknownError',
      cause: { name: 'ServerError' },
      readFailure: { name: 'PermissionError', status: 403 },
    });
    expect(error).toHaveProperty('message', expect.stringMatching(/ 50\d: .* 403: /));
  });
});
