import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** A server that is there already, such as a service of a workflow; its user may make databases. */
export const GIVEN_POSTGRES = process.env['GENSTORE_POSTGRES_URL'];

interface GivenDatabase {
  readonly url: string;
  readonly port: number;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Removes it. */
  readonly stop: () => Promise<void>;
}

/** A database of a test's own in a server that others use as well, which nobody may end. */
export async function givenDatabase(address: string): Promise<GivenDatabase> {
  const name = `genstore_${randomUUID().replaceAll('-', '')}`;
  const run = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: address });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(address);
  url.pathname = `/${name}`;
  const refuse = (): never => {
    throw new Error('a server that is given is not ended: leave GENSTORE_POSTGRES_URL out');
  };
  return {
    url: String(url),
    port: Number(url.port || '5432'),
    kill: refuse,
    start: refuse,
    stop: () => run(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}
