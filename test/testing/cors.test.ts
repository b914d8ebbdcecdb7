import { describe, expect, test } from 'vitest';
import { createInventoryFake } from '../../src/testing/index.ts';

const ORIGIN = 'http://localhost:3000';

function open() {
  return createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
}

const QUESTION = {
  Origin: ORIGIN,
  'Access-Control-Request-Method': 'PUT',
  'Access-Control-Request-Headers': 'content-type,x-genstore-access-token',
};

describe('the question of a page before its request', () => {
  test.each(['/api/202412/inventory/1', '/oauth2/token'])('is allowed at %s', async (path) => {
    const fake = open();
    const init = { method: 'OPTIONS', headers: QUESTION };
    const { status, headers } = await fake.fetch(`${fake.origin}${path}`, init);

    expect(status).toBe(204);
    expect(headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
    expect(headers.get('Access-Control-Allow-Methods')).toContain('PUT');
    expect(headers.get('Access-Control-Allow-Headers')).toBe(
      'content-type,x-genstore-access-token',
    );
  });

  test('takes no token, meets no fault, and is in no journal', async () => {
    const fake = open();
    fake.faults.add({ fault: { kind: 'cut-before' } });
    await fake.fetch(`${fake.apiUrl}/inventory`, { method: 'OPTIONS', headers: QUESTION });

    expect(fake.requests).toEqual([]);
    expect(fake.faults.pending()).toHaveLength(1);
  });

  test('is known without its headers, which jsdom and happy-dom take away', async () => {
    const fake = open();
    const { status, headers } = await fake.fetch(`${fake.apiUrl}/inventory`, { method: 'OPTIONS' });

    expect(status).toBe(204);
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(headers.get('Access-Control-Allow-Headers')).toContain('X-Genstore-Access-Token');
  });

  test('is an unknown method where it is no such question', async () => {
    const fake = open();
    const headers = { 'X-Genstore-Access-Token': 'test-token' };
    const { status } = await fake.fetch(`${fake.apiUrl}/inventory`, { method: 'OPTIONS', headers });

    expect(status).toBe(405);
  });
});

describe('an answer to a page', () => {
  test.each([
    ['a page', 200, 'test-token'],
    ['a refusal', 401, 'wrong-token'],
  ])('may be read by it: %s', async (_, expected, token) => {
    const fake = open();
    const headers = { Origin: ORIGIN, 'X-Genstore-Access-Token': token };
    const { status, headers: answered } = await fake.fetch(`${fake.apiUrl}/inventory`, { headers });

    expect(status).toBe(expected);
    expect(answered.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
    expect(answered.get('Access-Control-Expose-Headers')).toContain('Link');
  });

  test('may be read by any page where none is named', async () => {
    const fake = open();
    const { headers } = await fake.fetch(`${fake.apiUrl}/inventory`);

    expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
  });
});
