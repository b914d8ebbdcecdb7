import { describe, expect, test } from 'vitest';
import { seedOf } from './pages.ts';
import { API, linkOf, openFake, send, testClock } from './shop.ts';

describe('a cursor is refused with 400', () => {
  const error = 'pageToken must be a cursor that this shop gave out and that is not expired';

  test('when it is older than an hour, by the clock of the fake', async () => {
    const clock = testClock();
    const fake = openFake({ seed: seedOf(4), clock });
    const next = linkOf(await send(fake, 'GET', '/inventory?limit=2'), 'next') ?? '';
    await clock.advance(3_600_000);
    expect((await send(fake, 'GET', next)).status).toBe(200);
    await clock.advance(1);
    const reply = await send(fake, 'GET', next);

    expect([reply.status, reply.body]).toEqual([400, { error }]);
  });

  test('unless it was given out again since', async () => {
    const clock = testClock();
    const fake = openFake({ seed: seedOf(6), clock });
    const next = linkOf(await send(fake, 'GET', '/inventory?limit=2'), 'next') ?? '';
    await clock.advance(3_000_000);
    expect(linkOf(await send(fake, 'GET', '/inventory?limit=2'), 'next')).toBe(next);
    await clock.advance(3_000_000);
    await send(fake, 'GET', '/inventory?limit=1');

    expect((await send(fake, 'GET', next)).status).toBe(200);
  });

  test('unless it was given out again when it had just expired', async () => {
    const clock = testClock();
    const fake = openFake({ seed: seedOf(6), clock });
    await send(fake, 'GET', '/inventory?limit=2');
    await clock.advance(3_700_000);
    const next = linkOf(await send(fake, 'GET', '/inventory?limit=2'), 'next') ?? '';
    await clock.advance(3_500_000);

    expect((await send(fake, 'GET', next)).status).toBe(200);
  });

  test.each<(token: string) => string>([
    (token) => `${token}x`,
    (token) => token.slice(1),
    (token) => token.toLowerCase(),
    (token) => `${token}=`,
  ])('when it is garbled', async (garble) => {
    const fake = openFake({ seed: seedOf(4) });
    const first = await send(fake, 'GET', '/inventory?limit=2');
    const url = new URL(linkOf(first, 'next') ?? '');
    url.searchParams.set('pageToken', garble(url.searchParams.get('pageToken') ?? ''));
    const reply = await send(fake, 'GET', url.href);

    expect([reply.status, reply.body]).toEqual([400, { error }]);
  });

  test('when another shop gave it out', async () => {
    const other = openFake({ shop: 'other', seed: seedOf(4) });
    const fake = openFake({ seed: seedOf(4) });
    await send(fake, 'GET', '/inventory?limit=2');
    const link = linkOf(
      await send(other, 'GET', 'https://other.genmystore.com/api/202412/inventory?limit=2'),
      'next',
    );
    const reply = await send(fake, 'GET', `${API}/inventory${new URL(link ?? '').search}`);

    expect([reply.status, reply.body]).toEqual([400, { error }]);
  });

  test('when it was given out before a reset', async () => {
    const fake = openFake({ seed: seedOf(4) });
    const next = linkOf(await send(fake, 'GET', '/inventory?limit=2'), 'next') ?? '';
    fake.reset();

    expect((await send(fake, 'GET', next)).status).toBe(400);
  });
});
