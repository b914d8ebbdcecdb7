import { spawnSync } from 'node:child_process';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { ownPostgres } from '../engines/own-postgres.ts';
import type { OwnPostgres } from '../engines/own-postgres.ts';
import { isPostgresThere } from '../engines/servers.ts';

const postgres = ownPostgres();

function testQueue(own: OwnPostgres): void {
  test('a queue takes what happened, tries again, and lays aside what cannot be done', async () => {
    const { url } = own.server();
    const { stdout, stderr, status } = spawnSync(process.execPath, ['examples/webhook-queue.ts'], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: url },
    });

    expect(stderr).toBe('');
    const lines = stdout.trim().split('\n');
    expect(lines.filter((line) => line === 'orders/create: answered 200')).toHaveLength(4);
    expect(lines.filter((line) => !line.includes('answered')).toSorted()).toEqual([
      'orders/create of 1001: the warehouse knows',
      'orders/create of 1002: the warehouse knows',
      'orders/create of 1003: laid aside for a person',
    ]);
    expect(status).toBe(0);

    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ name: string; data: object }>(
      `SELECT name, data FROM pgboss.job WHERE name = 'orders'`,
    );
    await client.end();
    // The first was told twice, and is one job.
    expect(rows).toHaveLength(3);
    for (const { data } of rows) expect(Object.keys(data)).not.toContain('payload');
  }, 60_000);
}
if (postgres !== undefined) testQueue(postgres);

test('PostgreSQL runs wherever it is installed', () => {
  expect(postgres !== undefined).toBe(isPostgresThere());
});
