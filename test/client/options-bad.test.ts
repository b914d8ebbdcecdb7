import { describe, expect, test } from 'vitest';
import { InvalidInputError, InventoryClient } from '../../src/index.ts';

type Options = ConstructorParameters<typeof InventoryClient>[0];

/** What is thrown for options that a JavaScript caller may give. */
function refusalOf(options: unknown): unknown {
  try {
    return new InventoryClient(options as Options);
  } catch (error) {
    return error;
  }
}

const GOOD = { shop: 'acme', accessToken: 'token' };
const noop = (): void => {};

describe('a client is not made without options that are an object:', () => {
  test.each([undefined, null, 'acme', 42, true, noop])('%o', (options) => {
    expect(refusalOf(options)).toMatchObject({ code: 'invalid-input', at: '' });
  });
});

describe('a client is not made of a shop that is', () => {
  test.each([
    ['empty', ''],
    ['a space', ' '],
    ['a path', 'acme/evil'],
    ['a path back', 'acme\\evil'],
    ['dot-dot', '..'],
    ['a full host', 'acme.genmystore.com'],
    ['a URL', 'https://acme.genmystore.com'],
    ['a host of its own with a hash', 'evil.com#'],
    ['a name with a port', 'acme:8080'],
    ['a name with a user', 'user@acme'],
    ['a name with a query', 'acme?x'],
    ['a name with a new line', 'acme\n'],
    ['a name with a percent', 'acme%2e'],
    ['not ASCII', 'ácme'],
    ['a name that begins with a hyphen', '-acme'],
    ['a name that ends with a hyphen', 'acme-'],
    ['longer than a label', 'a'.repeat(64)],
    ['a number', 5],
    ['null', null],
    ['an array', ['acme']],
    ['an object', { toString: () => 'acme' }],
  ])('%s', (_, shop) => {
    expect(refusalOf({ ...GOOD, shop })).toMatchObject({ code: 'invalid-input', at: 'shop' });
  });
});

describe('a client is not made of a base URL that is', () => {
  test.each([
    ['empty', ''],
    ['no URL', 'acme'],
    ['without a scheme', '//acme.example'],
    ['a host and a port', 'localhost:4010'],
    ['the address of an endpoint', 'https://acme.example/api/202412/inventory'],
    ['a URL object', new URL('https://acme.example')],
    ['a number', 5],
    ['null', null],
    ['of a user', 'https://user@acme.example'],
    ['with a password', 'https://:secret@acme.example'],
    ['with credentials', 'https://user:secret@acme.example'],
    ['plain http', 'http://acme.example'],
    ['plain http to a private address', 'http://192.168.0.1'],
    ['plain http to all addresses', 'http://0.0.0.0'],
    ['plain http to a host named like a loopback', 'http://localhost.evil.example'],
    ['plain http to a host that begins like a loopback', 'http://127.0.0.1.evil.example'],
    ['plain http to a host that ends like a loopback', 'http://evil-localhost'],
    ['plain http to another IPv6 address', 'http://[::2]'],
    ['of another scheme', 'ftp://localhost'],
    ['a file', 'file:///etc'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/plain,1'],
    ['with a query', 'https://acme.example/?x=1'],
    ['with a hash', 'https://acme.example/#x'],
    ['with the version', 'https://acme.example/api/202412'],
    ['with the version and a slash', 'https://acme.example/proxy/api/202412/'],
  ])('%s', (_, baseUrl) => {
    const error = refusalOf({ accessToken: 'token', baseUrl });
    expect(error).toMatchObject({ code: 'invalid-input', at: 'baseUrl' });
  });
});

test.each([false, 'true', 1, null, {}])('http is not allowed by %o', (dangerouslyAllowHttp) => {
  const error = refusalOf({ accessToken: 'token', baseUrl: 'http://fake', dangerouslyAllowHttp });
  expect(error).toMatchObject({ code: 'invalid-input', at: 'baseUrl' });
});

test.each(['ftp://fake', 'http://user@fake', 'http://fake/api/202412'])(
  'to allow http does not allow %s',
  (baseUrl) => {
    const error = refusalOf({ accessToken: 'token', baseUrl, dangerouslyAllowHttp: true });
    expect(error).toMatchObject({ code: 'invalid-input', at: 'baseUrl' });
  },
);

describe('a client is not made of a token that is', () => {
  test.each([
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['a number', 5],
    ['an object', {}],
    ['an array', ['token']],
    ['a promise', Promise.resolve('token')],
    ['two lines', 'token\nX-Evil: 1'],
    ['ended by a new line', 'token\n'],
    ['begun by a space', ' token'],
    ['two words', 'Bearer token'],
    ['not ASCII', 'tökén'],
    ['a control character', 'tok\u0000en'],
  ])('%s', (_, accessToken) => {
    const error = refusalOf({ shop: 'acme', accessToken });
    expect(error).toMatchObject({ code: 'invalid-input', at: 'accessToken' });
  });
});

describe('a client is not made of a bad', () => {
  const durations = [0, -1, Number.NaN, '1000', null, true, {}, 10n];
  const counts = [-1, 1.5, Number.NaN, Infinity, '3', null, {}, 3n];
  const cases: [name: string, value: unknown][] = [
    ...durations.map((value): [string, unknown] => ['timeoutMs', value]),
    ...durations.map((value): [string, unknown] => ['deadlineMs', value]),
    ...durations.map((value): [string, unknown] => ['inFlightMs', value]),
    ...counts.map((value): [string, unknown] => ['maxRetries', value]),
    ...[0, ...counts].map((value): [string, unknown] => ['maxResponseBytes', value]),
    ...['', '2024', '2024-12', 'v1', '202412/..', 202_412, null].map((value): [string, unknown] => [
      'apiVersion',
      value,
    ]),
    ...[null, 'fetch', {}, 5].map((value): [string, unknown] => ['fetch', value]),
    ...[null, {}, Date, { now: Date.now }, { now: 1, setTimer: noop }].map(
      (value): [string, unknown] => ['clock', value],
    ),
    ...[null, true, {}, noop, { acquire: noop }, { acquire: noop, drain: 1 }].map(
      (value): [string, unknown] => ['rateLimiter', value],
    ),
    ...[null, 5, noop].map((value): [string, unknown] => ['hooks', value]),
  ];

  test.each(cases)('%s: %o', (name, value) => {
    const error = refusalOf({ ...GOOD, [name]: value });
    expect(error).toMatchObject({ code: 'invalid-input', at: name });
  });

  test('hook of a name that nobody knows', () => {
    const error = refusalOf({ ...GOOD, hooks: { onRequests: noop } });
    expect(error).toMatchObject({ code: 'invalid-input', at: 'hooks.onRequests' });
    expect(String(error)).toContain('did you mean onRequest?');
  });

  test.each(['onRequest', 'onResponse', 'onRetry', 'onWait'])('hook %s', (name) => {
    const error = refusalOf({ ...GOOD, hooks: { [name]: 'console.log' } });
    expect(error).toMatchObject({ code: 'invalid-input', at: `hooks.${name}` });
  });
});

describe('a client needs to know where the platform is', () => {
  test('once: not by shop and base URL together', () => {
    const error = refusalOf({ ...GOOD, baseUrl: 'https://acme.example' });
    expect(error).toMatchObject({ code: 'invalid-input', at: 'shop' });
  });

  test('at all: by shop or by base URL', () => {
    expect(refusalOf({ accessToken: 'token' })).toMatchObject({
      code: 'invalid-input',
      at: 'shop',
    });
  });
});

describe('the refusal of an option', () => {
  test('is an InvalidInputError that names the option and says what it must be', () => {
    const error = refusalOf({ ...GOOD, shop: 'acme.genmystore.com' });
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(String(error)).toBe(
      "InvalidInputError: new InventoryClient: shop must be the shop's name alone, such as 'acme' for acme.genmystore.com.",
    );
  });

  test('repeats neither a bad token nor the credentials of a base URL', () => {
    const errors = [
      refusalOf({ shop: 'acme', accessToken: 'hidden token' }),
      refusalOf({ baseUrl: 'https://user:hidden@acme.example', accessToken: 'hidden' }),
    ];
    expect(JSON.stringify(errors)).not.toContain('hidden');
  });
});
