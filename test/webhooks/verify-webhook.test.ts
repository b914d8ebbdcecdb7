import { describe, expect, test } from 'vitest';
import { InvalidInputError, verifyWebhook } from '../../src/webhooks/index.ts';
import type { SignedWebhook, WebhookHeaders } from '../../src/webhooks/index.ts';
import { BODY, SECRET, signatureOf } from './deliveries.ts';

/** By `printf 'hello webhooks' | openssl dgst -sha256 -hmac client-secret -binary | base64`. */
const HELLO = '+J6V72nAG2QgSjUDs1lYc5SOg+CxK4ELhdf4smt4CLI=';

function verify(given: Partial<SignedWebhook> = {}): Promise<boolean> {
  const headers = { 'X-Genstore-Hmac-Sha256': HELLO };
  return verifyWebhook({ body: 'hello webhooks', headers, secret: SECRET, ...given });
}

function signed(signature: string): WebhookHeaders {
  return { 'X-Genstore-Hmac-Sha256': signature };
}

describe('a webhook is verified', () => {
  test('by the HMAC that openssl makes of it', async () => {
    expect(await verify()).toBe(true);
  });

  test.each<[name: string, body: SignedWebhook['body']]>([
    ['bytes', new TextEncoder().encode('hello webhooks')],
    ['a Buffer', Buffer.from('hello webhooks')],
    [
      'a view of another kind',
      new DataView(new TextEncoder().encode('hello webhooks').buffer) as unknown as Uint8Array,
    ],
    ['a view into other bytes', new TextEncoder().encode('<hello webhooks>').subarray(1, -1)],
    ['an ArrayBuffer', new TextEncoder().encode('hello webhooks').buffer],
  ])('from %s', async (_, body) => {
    expect(await verify({ body })).toBe(true);
  });

  test('by its bytes, even where they are no text', async () => {
    const body = Uint8Array.of(0xff, 0xfe, 0x7b);
    const headers = signed('wOCwspqGijBrsTF80MhF67ce0wmd/vaEP2HmWKw3lh8=');
    expect(await verify({ body, headers })).toBe(true);
  });

  test('by any one of several secrets, in any place', async () => {
    expect(await verify({ secret: [SECRET, 'older'] })).toBe(true);
    expect(await verify({ secret: ['newer', SECRET] })).toBe(true);
    expect(await verify({ secret: ['newer', 'older'] })).toBe(false);
  });

  test.each<[name: string, headers: WebhookHeaders]>([
    ['Headers', new Headers({ 'x-genstore-hmac-sha256': HELLO })],
    ['lower case, as node:http has them', { 'x-genstore-hmac-sha256': HELLO }],
    ['upper case', { 'X-GENSTORE-HMAC-SHA256': HELLO }],
    ['a Map', new Map([['x-genstore-hmac-sha256', HELLO]]) as unknown as WebhookHeaders],
    ['an array of one', { 'X-Genstore-Hmac-Sha256': [HELLO] }],
    ['white space around the value, which HTTP does not count', signed(` ${HELLO}\t`)],
  ])('with %s', async (_, headers) => {
    expect(await verify({ headers })).toBe(true);
  });
});

describe('a webhook is not verified', () => {
  test.each<[name: string, headers: WebhookHeaders]>([
    ['no signature', {}],
    ['an undefined signature', { 'X-Genstore-Hmac-Sha256': undefined }],
    ['an empty signature', signed('')],
    ['one in two headers', { 'X-Genstore-Hmac-Sha256': [HELLO.slice(0, 9), HELLO.slice(9)] }],
    ['the signature twice', { 'X-Genstore-Hmac-Sha256': [HELLO, HELLO] }],
    [
      'two spellings of the header',
      { 'X-Genstore-Hmac-Sha256': HELLO, 'x-genstore-hmac-sha256': HELLO },
    ],
    ['a signature of another body', signed(signatureOf('hello webhook'))],
    ['a signature by another secret', signed(signatureOf('hello webhooks', 'other'))],
    ['the right length and a wrong first character', signed(HELLO.replace('+', 'A'))],
    ['the right length and a wrong last character', signed(HELLO.replace('I=', 'J='))],
    ['white space inside', signed(`${HELLO.slice(0, 20)} ${HELLO.slice(20)}`)],
    ['a line break inside', signed(`${HELLO.slice(0, 20)}\n${HELLO.slice(20)}`)],
    ['URL-safe base64', signed(HELLO.replaceAll('+', '-').replaceAll('/', '_'))],
    ['base64 without padding', signed(HELLO.slice(0, -1))],
    ['hexadecimal digits', signed(Buffer.from(HELLO, 'base64').toString('hex'))],
    ['half a signature', signed(HELLO.slice(0, 22))],
    ['a megabyte of signature', signed('A'.repeat(2 ** 20))],
    ['letters that only look like it', signed(HELLO.replace('J', '\u{408}'))],
  ])('with %s', async (_, headers) => {
    expect(await verify({ headers })).toBe(false);
  });

  test('when one byte of the body is another', async () => {
    expect(await verify({ body: 'hello webhookz' })).toBe(false);
    expect(await verify({ body: 'hello webhooks\n' })).toBe(false);
  });

  test('when the same JSON is written in another way', async () => {
    const headers = signed(signatureOf(BODY));
    expect(await verify({ body: BODY, headers })).toBe(true);
    expect(await verify({ body: JSON.stringify(JSON.parse(BODY), null, 1), headers })).toBe(false);
  });
});

describe('a mistake of the caller is an InvalidInputError', () => {
  test.each<[name: string, secret: unknown]>([
    ['empty', ''],
    ['missing', undefined],
    ['an empty array', []],
    ['an array with an empty one', [SECRET, '']],
    ['read from a file with its line end', `${SECRET}\n`],
    ['bytes', new TextEncoder().encode(SECRET)],
  ])('when the secret is %s, and it does not hold the secret', async (_, secret) => {
    const error: unknown = await verify({ secret: secret as string }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ at: 'secret', code: 'invalid-input' });
    expect(JSON.stringify(error)).not.toContain(SECRET);
  });

  test.each([{ app: 1 }, null, undefined, 7])('when the body is %o', async (body) => {
    await expect(verify({ body: body as unknown as string })).rejects.toMatchObject({ at: 'body' });
  });

  const raw = ['X-Genstore-Hmac-Sha256', HELLO];
  test.each([null, undefined, 'x-genstore', raw, [raw]])(
    'when the headers are %o',
    async (headers) => {
      const given = { headers: headers as unknown as WebhookHeaders };
      await expect(verify(given)).rejects.toMatchObject({ at: 'headers' });
    },
  );
});
