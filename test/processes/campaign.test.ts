import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ownPostgres } from '../engines/own-postgres.ts';
import { runCampaign } from './campaign.ts';
import { dieAt } from './death.ts';
import { freezeAt } from './freeze.ts';
import type { StoreAddress } from './open-store.ts';
import { onceEach } from './once-each.ts';

const folder = mkdtempSync(join(tmpdir(), 'genstore-processes-'));
afterAll(() => rmSync(folder, { recursive: true }));
const postgres = ownPostgres();
let stores = 0;
const sqlite = (): StoreAddress => ({
  kind: 'sqlite',
  path: join(folder, `${(stores += 1)}.db`),
});

/** A few of the deaths that `deaths.long.ts` tries at every point. */
const DEATHS = ['after begin', 'sent PUT'];

// A machine that does much else beside them is slow, not wrong.
const timeout = 120_000;

describe('processes that share a store in SQLite', { timeout }, () => {
  test.concurrent('carry each line out once, while some are killed', async () => {
    const seed = Date.now() % 100_000;
    const end = await runCampaign({
      store: sqlite(),
      shares: [20, 20, 20],
      levels: 6,
      kills: 4,
      seed,
    });
    expect({ ...end, seed }).toMatchObject({ ...onceEach, seed });
  });

  test.concurrent.each(DEATHS)(
    'carry each line out once, though one dies at: %s',
    async (point) => {
      const end = await dieAt(sqlite(), { point, nth: 1, signal: 'SIGKILL' });
      expect(end).toMatchObject({ ...onceEach, point });
    },
  );

  test.concurrent('send nothing of what one began before it stood still', async () => {
    const { sent, wrong } = await freezeAt(sqlite(), 'after begin');
    expect({ sent, wrong }).toEqual({ sent: 0, wrong: [] });
  });
});

describe.runIf(postgres !== undefined)(
  'processes that share a store in PostgreSQL',
  { timeout },
  () => {
    test('carry each line out once, while some are killed', async () => {
      const url = postgres?.server().url ?? '';
      const store: StoreAddress = { kind: 'postgres', url, prefix: 'short_' };
      const seed = Date.now() % 100_000;
      const end = await runCampaign({ store, shares: [10, 10], levels: 6, kills: 2, seed });
      expect({ ...end, seed }).toMatchObject({ ...onceEach, seed });
    });
  },
);
