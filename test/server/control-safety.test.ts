import { describe, expect, test } from 'vitest';
import { refuseStranger } from '../../src/server/control/guard.ts';
import { CONTROL_TABLE } from '../../src/server/control/table.ts';
import { sendRaw } from './raw-control.ts';
import { serve } from './served.ts';

const PATHS = CONTROL_TABLE.map(({ method, path }) => [method, `/__fake/${path}`] as const);

describe('the control surface is safe:', () => {
  test('a foreign Host gets 403 on every path, and changes nothing', async () => {
    const served = await serve({ control: true });
    for (const [method, path] of [...PATHS, ['GET', '/__fake'] as const]) {
      const { status } = await sendRaw(served, method, path, { Host: 'evil.example' });
      expect([path, status]).toEqual([path, 403]);
    }
    expect(served.fake.ledger()).toEqual([]);
  });

  test('a page of another origin gets 403 on every path, also where cors lets it use the API', async () => {
    const served = await serve({ control: true, cors: true });
    for (const [method, path] of PATHS) {
      const { status, headers } = await sendRaw(served, method, path, {
        Origin: 'http://evil.example',
        'X-Fake-Control': served.controlToken ?? '',
      });
      expect([path, status]).toEqual([path, 403]);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('a page of another origin is known without an Origin, by what browsers add', async () => {
    const served = await serve({ control: true });
    const site = { 'Sec-Fetch-Site': 'cross-site' };

    expect((await sendRaw(served, 'GET', '/__fake/state', site)).status).toBe(403);
    const visit = { ...site, 'Sec-Fetch-Mode': 'navigate' };
    expect((await sendRaw(served, 'GET', '/__fake/', visit)).status).not.toBe(403);
    expect((await sendRaw(served, 'GET', '/__fake/state', visit)).status).toBe(403);
  });

  test('its own page needs the token that stands in it', async () => {
    const served = await serve({ control: true });
    const { controlToken = '', url } = served;
    const Origin = url;

    expect((await sendRaw(served, 'POST', '/__fake/reset', { Origin })).status).toBe(403);
    const wrong = { Origin, 'X-Fake-Control': 'x'.repeat(controlToken.length) };
    expect((await sendRaw(served, 'POST', '/__fake/reset', wrong)).status).toBe(403);
    const right = { Origin, 'X-Fake-Control': controlToken };
    expect((await sendRaw(served, 'POST', '/__fake/reset', right)).status).toBe(204);
  });

  test('a preflight of another page is not answered with leave', async () => {
    const served = await serve({ control: true, cors: true });
    const { status } = await sendRaw(served, 'OPTIONS', '/__fake/reset', {
      Origin: 'http://evil.example',
      'Access-Control-Request-Method': 'POST',
    });

    expect(status).toBe(403);
  });

  test.each([
    ['127.0.0.1:4010', false, true],
    ['localhost', false, true],
    ['LOCALHOST:80', false, true],
    ['[::1]:4010', false, true],
    ['my.localhost:1', false, true],
    ['127.0.0.1.evil.example', false, false],
    ['localhost.evil.example', false, false],
    ['192.168.1.7:4010', false, false],
    ['192.168.1.7:4010', true, true],
    ['fake:4010', true, true],
    ['host.docker.internal', true, true],
    ['evil.example', true, false],
    ['user@localhost', true, false],
    ['', true, false],
  ])('Host %s, from anywhere: %s, is heard: %s', (host, fromAnywhere, isHeard) => {
    const guard = { token: 'x', host: '127.0.0.1', fromAnywhere };
    const sender = { headers: { host }, authority: undefined, isPage: false };

    expect(refuseStranger(guard, sender)?.status).toBe(isHeard ? undefined : 403);
  });

  test('a host in the request line counts as well', async () => {
    const served = await serve({ control: true });

    const { status } = await sendRaw(served, 'GET', 'http://evil.example/__fake/state');
    expect(status).toBe(403);
  });

  test('every answer says that nobody may keep, guess or frame it', async () => {
    const { headers } = await sendRaw(await serve({ control: true }), 'GET', '/__fake/state');

    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as unknown,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  test('a host that others reach must be asked for by name', async () => {
    await expect(serve({ control: true, host: '0.0.0.0' })).rejects.toThrow(
      "control must be 'from-anywhere' where the host is 0.0.0.0",
    );
    const served = await serve({ control: 'from-anywhere', host: '0.0.0.0' });
    expect((await sendRaw(served, 'GET', '/__fake/health', { Host: 'fake:80' })).status).toBe(200);
  });

  test('a body over 64 MiB is refused, and not kept', async () => {
    const served = await serve({ control: true });
    const body = ' '.repeat(64 * 1024 * 1024 + 1);
    const response = await fetch(`${served.url}/__fake/apply`, { method: 'POST', body });

    expect(response.status).toBe(413);
  });
});
