import { afterEach, describe, expect, test, vi } from 'vitest';
import { InvalidInputError, InventoryClient } from '../../src/index.ts';

const OPTIONS = { shop: 'acme', accessToken: 'token' };

function stubPage(): void {
  const document = {};
  vi.stubGlobal('window', { document });
  vi.stubGlobal('document', document);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('in a web page', () => {
  test('a client is refused, because every visitor could read the token', () => {
    stubPage();
    expect(() => new InventoryClient(OPTIONS)).toThrow(InvalidInputError);
  });

  test('the refusal names the option, and says what to do instead', () => {
    stubPage();
    expect(() => new InventoryClient(OPTIONS)).toThrow(
      'new InventoryClient: dangerouslyAllowBrowser must be true to run in a web page, where visitors can read the token. Better keep it on a server.',
    );
  });

  test.each([false, undefined, 'true', 1, {}])('only true allows it, not %o', (value) => {
    stubPage();
    const options = { ...OPTIONS, dangerouslyAllowBrowser: value as boolean };
    expect(() => new InventoryClient(options)).toThrow(InvalidInputError);
  });

  test('a client is made where the program takes the danger', () => {
    stubPage();
    const client = new InventoryClient({ ...OPTIONS, dangerouslyAllowBrowser: true });
    expect(client.baseUrl).toBe('https://acme.genmystore.com');
  });
});

describe('outside of a web page, a client is made', () => {
  test.each([
    ['in a worker, which has no window', {}],
    ['where window is a global without a document', { window: {} }],
    ['where there is a document and no window', { document: {} }],
  ])('%s', (_, globals) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    expect(new InventoryClient(OPTIONS)).toBeInstanceOf(InventoryClient);
  });
});
