import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import { readConnectionFailure } from '../../src/client/send/connection-failure.ts';
import { settle } from '../reliability/run.ts';

/** An error as runtimes make it: its words, and what else it has. */
type Shape = readonly [message: string, details?: object, cause?: Shape];

function errorOf([message, details, cause]: Shape): Error {
  const options = cause === undefined ? undefined : { cause: errorOf(cause) };
  return Object.assign(new TypeError(message, options), details);
}

/** One of several addresses that were tried. */
function tried(...calls: readonly string[]): object {
  const errors = calls.map((syscall) => errorOf(['', { code: 'ECONNREFUSED', syscall }]));
  return { code: 'ECONNREFUSED', errors };
}

const FAILED = 'fetch failed';
const URL_OF_DENO = 'error sending request for url (https://acme.example/api)';

/** Connecting failed, or looking the name up. */
const UNSENT: Readonly<Record<string, Shape>> = {
  'Node: refused': [FAILED, {}, ['connect', { code: 'ECONNREFUSED', syscall: 'connect' }]],
  'Node: no route': [FAILED, {}, ['connect', { code: 'EHOSTUNREACH', syscall: 'connect' }]],
  'Node: no network': [FAILED, {}, ['connect', { code: 'ENETUNREACH', syscall: 'connect' }]],
  'Node: no time to connect': [FAILED, {}, ['connect', { code: 'ETIMEDOUT', syscall: 'connect' }]],
  'Node: no address left': [FAILED, {}, ['', { code: 'EADDRNOTAVAIL', syscall: 'connect' }]],
  'Node: reset while connecting': [FAILED, {}, ['', { code: 'ECONNRESET', syscall: 'connect' }]],
  'Node: no such name': [FAILED, {}, ['', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }]],
  'Node: no answer of names': [FAILED, {}, ['', { code: 'EAI_AGAIN', syscall: 'getaddrinfo' }]],
  'Node: a resolver of its own': [FAILED, {}, ['', { code: 'ESERVFAIL', syscall: 'queryA' }]],
  'Node: that resolver refused': [FAILED, {}, ['', { code: 'ECONNREFUSED', syscall: 'queryAaaa' }]],
  'Node: all addresses refused': [FAILED, {}, ['', tried('connect', 'connect')]],
  'undici: no time to connect': [FAILED, {}, ['', { code: 'UND_ERR_CONNECT_TIMEOUT' }]],
  'undici: a proxy refuses CONNECT': [
    FAILED,
    {},
    ['Proxy response (407) !== 200 when HTTP Tunneling', { code: 'UND_ERR_ABORTED' }],
  ],
  'undici: no TLS with the proxy': [FAILED, {}, ['', { code: 'UND_ERR_PRX_TLS' }]],
  'Node: a certificate of its own making': [
    FAILED,
    {},
    ['', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
  ],
  'Node: a certificate of a proxy': [FAILED, {}, ['', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }]],
  'Node: a certificate that is over': [FAILED, {}, ['', { code: 'CERT_HAS_EXPIRED' }]],
  'Node: one of nobody known': [FAILED, {}, ['', { code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }]],
  'Node: one of another host': [FAILED, {}, ['', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }]],
  'Node: closed before TLS began': [
    FAILED,
    {},
    [
      'Client network socket disconnected before secure TLS connection was established',
      { code: 'ECONNRESET' },
    ],
  ],
  'undici: a port that is never connected to': [FAILED, {}, ['bad port']],
  'node-fetch: refused': ['', { code: 'ECONNREFUSED', erroredSysCall: 'connect' }],
  'Bun: refused, or no such name': ['Unable to connect', { code: 'ConnectionRefused', errno: 0 }],
  'Bun: no socket': ['Was there a typo', { code: 'FailedToOpenSocket' }],
  'Bun, as Node says it': ['', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }],
  'Deno: refused': [`${URL_OF_DENO}: client error (Connect): tcp connect error: refused`],
  'Deno: no such name': [`${URL_OF_DENO}: client error (Connect): dns error: no such name`],
  'Deno: with a cause': [URL_OF_DENO, {}, ['client error (Connect)']],
};

/** An open connection broke, or nobody can say. */
const PERHAPS_SENT: Readonly<Record<string, Shape>> = {
  'Node: reset': [FAILED, {}, ['read', { code: 'ECONNRESET', syscall: 'read' }]],
  'Node: no route any more': [FAILED, {}, ['read', { code: 'EHOSTUNREACH', syscall: 'read' }]],
  'Node: no network any more': [FAILED, {}, ['write', { code: 'ENETUNREACH', syscall: 'write' }]],
  'Node: refused on an open one': [FAILED, {}, ['read', { code: 'ECONNREFUSED', syscall: 'read' }]],
  'Node: no time': [FAILED, {}, ['read', { code: 'ETIMEDOUT', syscall: 'read' }]],
  'Node: closed for writing': [FAILED, {}, ['write', { code: 'EPIPE', syscall: 'write' }]],
  'Node: closed while TLS began': [FAILED, {}, ['', { code: 'ECONNRESET' }]],
  'Node: no TLS any more': [FAILED, {}, ['', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }]],
  'Node: the other side wants a certificate': [
    FAILED,
    {},
    ['', { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' }],
  ],
  'Node: one address was written to': [FAILED, {}, ['', tried('connect', 'write')]],
  'Node: no address at all': [FAILED, {}, ['', { code: 'ECONNREFUSED', errors: [] }]],
  'a code alone': [FAILED, {}, ['', { code: 'ECONNREFUSED' }]],
  'a code alone, of names': [FAILED, {}, ['', { code: 'ENOTFOUND' }]],
  'undici: closed': [FAILED, {}, ['other side closed', { code: 'UND_ERR_SOCKET' }]],
  'undici: no headers in time': [FAILED, {}, ['', { code: 'UND_ERR_HEADERS_TIMEOUT' }]],
  'undici: no body in time': ['terminated', {}, ['', { code: 'UND_ERR_BODY_TIMEOUT' }]],
  'undici: aborted': [FAILED, {}, ['Request aborted', { code: 'UND_ERR_ABORTED' }]],
  'Bun: closed': ['The socket connection was closed unexpectedly', { code: 'ConnectionClosed' }],
  'Bun: reset': ['', { code: 'ECONNRESET' }],
  'Bun: no time': ['The operation timed out', { code: 'Timeout' }],
  'Deno: broken': [`${URL_OF_DENO}: client error (SendRequest): connection error: reset`],
  'Deno: words in an address': [
    'error sending request for url (https://x/client error (Connect)y)',
  ],
  'workerd: lost': ['Network connection lost.', { retryable: true }],
  'workerd: hidden': ['internal error; reference = 0123456789abcdef'],
  'a browser': ['Failed to fetch'],
};

describe('nothing was sent where connecting or the look-up of the name failed', () => {
  test.each(Object.entries(UNSENT))('%s', (_, shape) => {
    expect(readConnectionFailure(errorOf(shape)).isUnsent).toBe(true);
    expect(readConnectionFailure(errorOf(['wrapped', {}, shape])).isUnsent).toBe(true);
  });
});

describe('whatever else failed, it may have been sent', () => {
  test.each(Object.entries(PERHAPS_SENT))('%s', (_, shape) => {
    expect(readConnectionFailure(errorOf(shape)).isUnsent).toBe(false);
  });

  test.each([undefined, null, 'ECONNREFUSED', { code: 'ECONNREFUSED', syscall: 'connect' }])(
    'what is no error: %j',
    (thrown) => {
      expect(readConnectionFailure(thrown)).toEqual({ systemCode: undefined, isUnsent: false });
    },
  );

  test('a cause that goes round in a circle', () => {
    const error = new Error('round');
    error.cause = error;
    expect(readConnectionFailure(error).isUnsent).toBe(false);
  });

  test('addresses that go round in a circle', () => {
    const errors: Error[] = [];
    errors.push(Object.assign(new Error('round'), { errors }));
    expect(readConnectionFailure(errors[0]).isUnsent).toBe(false);
  });
});

describe('over real sockets,', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  /** Listens on a port, and does something with whatever arrives; how often that was. */
  async function listen(
    react: (socket: Socket) => void,
  ): Promise<{ url: string; heard: () => number }> {
    let heard = 0;
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {});
      socket.on('data', () => {
        heard += 1;
        react(socket);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, heard: () => heard };
  }

  function write(baseUrl: string): ReturnType<typeof settle> {
    const options = { accessToken: 'token', maxRetries: 0, timeoutMs: 2000 };
    const client = new InventoryClient({ baseUrl, ...options });
    const place = { variantId: '107', locationId: '50002' };
    return settle(client.adjust({ ...place, set: { available: 1 } }));
  }

  test('a port that nobody listens on: nothing was written', async () => {
    const server = await listen(() => {});
    for (const close of closing.splice(0)) close();

    expect(await write(server.url)).toMatchObject({
      error: { code: 'connection', systemCode: 'ECONNREFUSED' },
    });
  });

  test('a name with several addresses that nobody listens on: nothing was written', async () => {
    const server = await listen(() => {});
    for (const close of closing.splice(0)) close();

    expect(await write(server.url.replace('127.0.0.1', 'localhost'))).toMatchObject({
      error: { code: 'connection', systemCode: 'ECONNREFUSED' },
    });
  });

  test('a connection that is closed before TLS began: nothing was written', async () => {
    const server = await listen((socket) => socket.destroy());

    expect(await write(server.url.replace('http:', 'https:'))).toMatchObject({
      error: { code: 'connection', systemCode: 'ECONNRESET' },
    });
  });

  test.each<[string, (socket: Socket) => void]>([
    ['is reset', (socket) => socket.resetAndDestroy()],
    ['is closed', (socket) => socket.destroy()],
    [
      'breaks in the headers',
      (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-', () => socket.resetAndDestroy()),
    ],
    [
      'breaks in the body',
      (socket) =>
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{', () =>
          socket.resetAndDestroy(),
        ),
    ],
  ])(
    'a connection that %s once the request was there: the outcome is unknown',
    async (_, react) => {
      const server = await listen(react);

      expect(await write(server.url)).toMatchObject({
        error: { code: 'outcome-unknown', cause: { code: 'connection' } },
      });
      // The write itself, and the reading of the level.
      expect(server.heard()).toBeGreaterThanOrEqual(2);
    },
  );
});
