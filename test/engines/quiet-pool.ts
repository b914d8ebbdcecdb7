import { Pool } from 'pg';

/** Connections to a server that tests kill: what it says at its end is nobody's error. */
export function quietPool(connectionString: string, max: number): Pool {
  const pool = new Pool({ connectionString, max });
  pool.on('error', () => undefined);
  // A connection that is being ended is no longer the pool's, and the server may still tell it something.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
