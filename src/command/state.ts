import { mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { StartError } from './failures.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where a shop's state lies: one file a shop, in the folder that the system has for such, so that two
 * runs from two folders are the same shop.
 */
export function statePath(origin: string, told: string | undefined, env: Env): string {
  if (told !== undefined) return resolve(told);
  const { host, pathname } = new URL(origin);
  const name = `${host}${pathname}`
    .replace(/\/$/, '')
    .replaceAll(/[^\w.-]/g, '_')
    .toLowerCase();
  return join(stateFolder(env), 'genstore-inventory', `${name}.db`);
}

function stateFolder(env: Env, platform: NodeJS.Platform = process.platform): string {
  const home = env['HOME'] ?? homedir();
  // A relative path there is to be ignored, says its standard.
  const { XDG_STATE_HOME: xdg, LOCALAPPDATA: local } = env;
  if (xdg?.startsWith('/') === true) return xdg;
  if (platform === 'win32') return local ?? join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  return join(home, '.local', 'state');
}

/** Makes the folder of a file, which nobody else may read. */
export function makeFolderOf(path: string): void {
  try {
    makeFolder(dirname(path));
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new StartError(
      `The folder ${dirname(path)} for the state cannot be made (${code}). Say where it may lie: --state file.db`,
      { cause: error },
    );
  }
}

/** One folder after the other: where none can be made, such as in /proc, Node's own way never ends. */
function makeFolder(path: string): void {
  if (isFolder(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another run may have made it meanwhile.
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
