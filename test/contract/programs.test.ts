import { describe, test } from 'vitest';
import { serveInventoryFake } from '../../src/server/index.ts';
import { sendByCurl, sendByPython } from './by-program.ts';
import { CASES } from './cases.ts';
import { atShop, expectSteps } from './run-cases.ts';
import type { Transport } from './run-cases.ts';

/** One case of reading, one of writing, and two of refusals. */
const NAMES = [
  'the links lead to the next page and back, and end at the last one',
  'an update sets available to the value given, and answers with the level',
  'an update that names committed is refused',
  'a request without a token is refused with 401',
];

describe.each([
  ['curl', sendByCurl],
  ['http.client of Python', sendByPython],
])('over %s', (_, send) => {
  const transport: Transport = async ({ fake }) => {
    const { url, close } = await serveInventoryFake(fake, { port: 0 });
    return {
      send: (request) => send(url, request),
      localise: (text) => text.replaceAll(fake.origin, url),
      close: () => close(),
    };
  };

  test.each(NAMES)(
    '%s',
    async (name) => {
      const { shop, steps } = CASES.find((item) => item.name === name) ?? { steps: undefined };
      if (steps === undefined) throw new Error(`There is no case of this name: ${name}`);
      await atShop(transport, shop, (opened, line) => expectSteps(steps, line, opened));
    },
    60_000,
  );
});
