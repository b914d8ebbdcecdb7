import { describe, expect, test } from 'vitest';
import { ConflictError, InventoryClient } from '../../src/index.ts';
import type { ConnectOptions } from '../../src/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import { failure, inventory, level, page, PLACE, reply, scene } from './platform.ts';

const RETURN = { ifConnected: 'return' } as const;

describe('a link that is there already', () => {
  const there = [reply(409, { error: 'Already connected' }), page([inventory()])];

  test('is an error, unless it is said to be none', async () => {
    for (const options of [{}, { ifConnected: 'fail' }, { ifConnected: undefined }] as const) {
      const stage = scene(there);
      const error = await failure(stage, stage.client.connect(PLACE, options));
      expect(error).toBeInstanceOf(ConflictError);
      expect(stage.requests).toHaveLength(1);
    }
  });

  test('is returned as its level where that is asked for', async () => {
    const stage = scene(there);
    const connected = await stage.run(stage.client.connect(PLACE, RETURN));
    expect(connected).toMatchObject({ ...PLACE, available: 10 });
    expect(stage.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('costs nothing where the link is new', async () => {
    const stage = scene([level()]);
    await stage.run(stage.client.connect(PLACE, RETURN));
    expect(stage.requests).toHaveLength(1);
  });

  test('stays an error where no level can be found for it', async () => {
    const stage = scene([reply(409), page([])]);
    const error = await failure(stage, stage.client.connect(PLACE, RETURN));
    expect(error).toBeInstanceOf(ConflictError);
  });

  test('ends with the error of the reading where that fails', async () => {
    const stage = scene([reply(409), reply(403)]);
    const error = await failure(stage, stage.client.connect(PLACE, RETURN));
    expect(error).toMatchObject({ code: 'permission' });
  });

  test('does not hide another refusal', async () => {
    const stage = scene([reply(404)]);
    const error = await failure(stage, stage.client.connect(PLACE, RETURN));
    expect(error).toMatchObject({ code: 'not-found' });
  });

  test('lets a program begin with the same lines every time', async () => {
    const shop = { shop: 'acme', accessToken: 'test-token' };
    const levels = [{ ...PLACE, available: 7 }];
    const { fetch } = createInventoryFake({ ...shop, seed: { levels } });
    const client = new InventoryClient({ ...shop, fetch });
    for (let run = 0; run < 2; run += 1) {
      expect(await client.connect(PLACE, RETURN)).toMatchObject({ available: 7 });
    }
  });
});

test.each(['ignore', '', true, null])('ifConnected that is %o is refused', async (ifConnected) => {
  const stage = scene([level()]);
  const call = stage.client.connect(PLACE, { ifConnected } as ConnectOptions);
  const error = await failure(stage, call);
  expect(error).toMatchObject({ at: 'ifConnected', expected: "'fail' or 'return'" });
  expect(stage.requests).toEqual([]);
});

test('ifConnected is an option of connect alone', async () => {
  const stage = scene([level()]);
  const call = stage.client.adjust({ ...PLACE, set: { available: 1 } }, RETURN as object);
  expect(await failure(stage, call)).toMatchObject({ at: 'ifConnected' });
});
