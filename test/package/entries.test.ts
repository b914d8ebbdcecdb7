import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { entries, pack, run } from './packed.ts';

// Installing takes its time on a busy machine; nothing here waits for a clock.
vi.setConfig({ testTimeout: 120_000 });

const { install, remove } = pack();
afterAll(remove);

/** What has to be installed for an entry to load. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'genstore-inventory': ['ky', 'zod'],
  'genstore-inventory/model': [],
  'genstore-inventory/auth': ['ky', 'zod'],
  'genstore-inventory/alerts': [],
  'genstore-inventory/webhooks': ['zod'],
  'genstore-inventory/catalog': ['zod'],
  'genstore-inventory/testing': ['zod'],
  'genstore-inventory/msw': ['msw'],
  'genstore-inventory/server': ['zod'],
  'genstore-inventory/store': ['ky', 'zod'],
  'genstore-inventory/sqlite': ['ky', 'zod'],
  'genstore-inventory/postgres': ['ky', 'zod'],
  'genstore-inventory/files': [],
  'genstore-inventory/sync': [],
};

describe.each(entries())('$name', ({ name }) => {
  test('loads alone, with nothing installed but what it needs', () => {
    const app = install(name.replace('/', '-'), NEEDED[name] ?? []);
    const code = `import * as entry from '${name}'; console.log(Object.keys(entry).length > 0);`;
    expect(run(app, 'main.js', code)).toBe('true\n');
  });
});

describe('two copies of the package in one program', () => {
  const app = install('first', ['ky', 'zod']);
  const second = install('second', ['ky', 'zod']);
  symlinkSync(
    join(second, 'node_modules/genstore-inventory'),
    join(app, 'node_modules/genstore-inventory-copy'),
  );
  const imports = `
    import { InventoryClient, isInventoryError, NotFoundError } from 'genstore-inventory';
    import { createTokenBucket, NotFoundError as OtherError } from 'genstore-inventory-copy';
    import { createInventoryFake, createVirtualClock } from 'genstore-inventory-copy/testing';
    const access = { shop: 'acme', accessToken: 'test-token' };
    const place = { variantId: '107362030756584', locationId: '50002' };
    const seed = { levels: [{ ...place, available: 10 }] };`;

  test('work together: the client of one, and the fake, the clock and the bucket of the other', () => {
    const code = `${imports}
      const clock = createVirtualClock(0);
      const fake = createInventoryFake({ ...access, seed, clock });
      const rateLimiter = createTokenBucket({ capacity: 1, clock });
      const inventory = new InventoryClient({ ...access, fetch: fake.fetch, clock, rateLimiter });
      const level = await clock.run(inventory.adjust({ ...place, by: { available: -3 } }));
      console.log(level.available, fake.level('107362030756584', '50002').available, clock.now());`;
    // Read and write, the second of which waits for half a second.
    expect(run(app, 'together.js', code)).toBe('7 7 500\n');
  });

  test('know each other’s errors', () => {
    const code = `${imports}
      const { fetch } = createInventoryFake(access);
      const inventory = new InventoryClient({ ...access, fetch });
      const error = await inventory.connect(place).catch((reason) => reason);
      console.log(NotFoundError === OtherError, error.constructor === NotFoundError);
      console.log(error instanceof OtherError, isInventoryError(new OtherError({})));`;
    expect(run(app, 'errors.js', code)).toBe('false true\ntrue true\n');
  });
});
