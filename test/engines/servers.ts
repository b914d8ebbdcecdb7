import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GIVEN_POSTGRES, givenDatabase } from './given-postgres.ts';

/** A server of a test's own, on a free port of this machine. */
export interface Server {
  readonly port: number;
  /** Ends it at once, as a loss of power does; `start` brings it back with what it had kept. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Ends it for good, and removes its files. */
  readonly stop: () => Promise<void>;
}

export interface PostgresServer extends Server {
  readonly url: string;
}

/** The folder of PostgreSQL's programs; undefined where there are none. */
function postgresPrograms(): string | undefined {
  const found = globSync('/usr/lib/postgresql/*/bin').toSorted().at(-1);
  return found !== undefined && existsSync(join(found, 'initdb')) ? found : undefined;
}

export function pgbouncerProgram(): string | undefined {
  return ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find((path) => existsSync(path));
}

export function redisProgram(): string | undefined {
  return ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find((path) => existsSync(path));
}

/** Whether tests can have PostgreSQL: one that is given, or one that they start. */
export function isPostgresThere(): boolean {
  return GIVEN_POSTGRES !== undefined || postgresPrograms() !== undefined;
}

/** Makes a cluster in a folder of its own and starts it, unless a server is given. */
export async function startPostgres(): Promise<PostgresServer> {
  if (GIVEN_POSTGRES !== undefined) return givenDatabase(GIVEN_POSTGRES);
  const programs = postgresPrograms();
  if (programs === undefined) throw new Error('there is no PostgreSQL on this machine');
  const user = unprivileged();
  const folder = folderOf(user, 'postgres');
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  execFileSync(join(programs, 'initdb'), initdb, { ...user, stdio: 'ignore', cwd: folder });
  const port = await freePort();
  const server = await keep(folder, port, () => {
    const settings = [
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${folder}`,
      'fsync=off',
    ];
    const args = ['-D', data, '-p', String(port), ...settings.flatMap((each) => ['-c', each])];
    return spawn(join(programs, 'postgres'), args, { ...user, stdio: 'ignore', cwd: folder });
  });
  const answers = async (): Promise<void> => {
    const ready = ['-h', '127.0.0.1', '-p', String(port), '-q'];
    for (let tries = 0; tries < 300; tries += 1) {
      try {
        execFileSync(join(programs, 'pg_isready'), ready, { stdio: 'ignore' });
        return;
      } catch {
        await sleep(50);
      }
    }
    throw new Error('PostgreSQL does not answer');
  };
  await answers();
  return {
    ...server,
    start: async () => {
      await server.start();
      await answers();
    },
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
  };
}

/** Starts a pooler in transaction mode before a server. */
export async function startPgbouncer(database: PostgresServer): Promise<PostgresServer> {
  const program = pgbouncerProgram();
  if (program === undefined) throw new Error('there is no PgBouncer on this machine');
  const user = unprivileged();
  const folder = folderOf(user, 'pgbouncer');
  const port = await freePort();
  const users = join(folder, 'users.txt');
  writeFileSync(users, '"postgres" ""\n');
  const settings = join(folder, 'pgbouncer.ini');
  writeFileSync(
    settings,
    `[databases]
postgres = host=127.0.0.1 port=${database.port} dbname=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
pool_mode = transaction
default_pool_size = 2
max_client_conn = 200
`,
  );
  const server = await keep(folder, port, () =>
    spawn(program, ['-q', settings], { ...user, stdio: 'ignore', cwd: folder }),
  );
  return { ...server, url: `postgres://postgres@127.0.0.1:${port}/postgres` };
}

/** Starts Redis, which keeps nothing. */
export async function startRedis(): Promise<Server> {
  const program = redisProgram();
  if (program === undefined) throw new Error('there is no Redis on this machine');
  const user = unprivileged();
  const folder = folderOf(user, 'redis');
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
  return keep(folder, port, () => spawn(program, args, { ...user, stdio: 'ignore', cwd: folder }));
}

/** Starts a program, and waits until its port answers. */
async function keep(folder: string, port: number, run: () => ChildProcess): Promise<Server> {
  let child: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    if (signal === 'SIGKILL') killChildren(ending);
    ending.kill(signal);
    await ended;
  };
  const start = async (): Promise<void> => {
    child = run();
    for (let tries = 0; tries < 300; tries += 1) {
      // A server that was killed leaves processes that end soon, and until then it refuses to start.
      if (child.exitCode !== null) child = run();
      if (await isOpen(port)) return;
      await sleep(50);
    }
    throw new Error(`nothing answers on port ${port}; the server ended with ${child.exitCode}`);
  };
  await start();
  return {
    port,
    start,
    kill: () => end('SIGKILL'),
    // SIGINT, so that PostgreSQL waits for no client.
    stop: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ends the processes of a server, which would go on serving for a moment after it was killed. */
function killChildren(server: ChildProcess): void {
  const { pid = 0 } = server;
  // Still, so that it starts no others in their place.
  server.kill('SIGSTOP');
  const list = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(list) ? readFileSync(list, 'utf8').trim().split(' ') : [];
  for (const child of children.filter(Boolean)) {
    try {
      process.kill(Number(child), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

/** PostgreSQL refuses to be run by root, so that root runs it as nobody. */
function unprivileged(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (option: string): number =>
    Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function folderOf({ uid, gid }: ReturnType<typeof unprivileged>, name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `genstore-${name}-`));
  chmodSync(folder, 0o700);
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
