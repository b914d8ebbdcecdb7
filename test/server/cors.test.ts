import { describe, expect, test } from 'vitest';
import { HEADERS, INVENTORY, serve } from './served.ts';

const PAGE = 'http://localhost:5173';
const OTHER = 'http://localhost:8080';

/** What a browser asks before it sends a request with a token. */
function preflight(origin: string): RequestInit {
  return {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'PUT',
      'Access-Control-Request-Headers': 'content-type,x-genstore-access-token',
    },
  };
}

/** The headers that are for browsers. */
function corsHeaders(response: Response): Record<string, string> {
  return Object.fromEntries(
    [...response.headers].filter(([name]) => name === 'vary' || name.startsWith('access-control')),
  );
}

describe('pages', () => {
  test('of any origin are left alone unless asked for', async () => {
    const { url } = await serve();
    const asked = await fetch(`${url}${INVENTORY}`, preflight(PAGE));
    const answer = await fetch(`${url}${INVENTORY}`, { headers: { ...HEADERS, Origin: PAGE } });

    // The platform wants a token first.
    expect(asked.status).toBe(401);
    expect(corsHeaders(asked)).toEqual({});
    expect(corsHeaders(answer)).toEqual({});
  });

  test('of all origins may ask and read where cors is true', async () => {
    const { url } = await serve({ cors: true });
    const asked = await fetch(`${url}${INVENTORY}`, preflight(PAGE));
    const answer = await fetch(`${url}${INVENTORY}`, { headers: { ...HEADERS, Origin: PAGE } });
    const shown = {
      'access-control-allow-origin': '*',
      'access-control-expose-headers':
        'Link, Retry-After, X-Genstore-Shop-Api-Rate-Limit, X-Request-Id',
    };

    expect(asked.status).toBe(204);
    expect(asked.headers.get('content-length')).toBeNull();
    expect(corsHeaders(asked)).toEqual({
      ...shown,
      'access-control-allow-methods': 'GET, POST, PUT, DELETE',
      'access-control-allow-headers': 'content-type,x-genstore-access-token',
      'access-control-max-age': '86400',
    });
    expect(corsHeaders(answer)).toEqual(shown);
  });

  test('may read refusals too', async () => {
    const { url } = await serve({ cors: true });
    const answer = await fetch(`${url}/nothing`, { headers: { Origin: PAGE } });

    expect(answer.status).toBe(401);
    expect(corsHeaders(answer)).toHaveProperty('access-control-allow-origin', '*');
  });

  test('of the origins listed may, and no others', async () => {
    const { url } = await serve({ cors: [PAGE] });
    const [good, bad] = [preflight(PAGE), preflight(OTHER)];
    const asked = await fetch(`${url}${INVENTORY}`, good);
    const askedByOther = await fetch(`${url}${INVENTORY}`, bad);

    expect(asked.status).toBe(204);
    expect(corsHeaders(asked)).toMatchObject({
      'access-control-allow-origin': PAGE,
      vary: 'Origin',
    });
    expect(askedByOther.status).toBe(401);
    expect(corsHeaders(askedByOther)).toEqual({ vary: 'Origin' });
  });

  test('do not matter to other programs', async () => {
    const { url } = await serve({ cors: [PAGE] });
    const answer = await fetch(`${url}${INVENTORY}`, { headers: HEADERS });

    expect(answer.status).toBe(200);
    expect(corsHeaders(answer)).toEqual({ vary: 'Origin' });
  });

  test('that ask nothing get no answer meant for a question', async () => {
    const { url } = await serve({ cors: true });
    const answer = await fetch(`${url}${INVENTORY}`, {
      method: 'OPTIONS',
      headers: { ...HEADERS, Origin: PAGE },
    });

    expect(answer.status).toBe(405);
  });
});
