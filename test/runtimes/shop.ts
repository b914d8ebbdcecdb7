import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAndWait } from './program.ts';
import type { Running } from './program.ts';
import { SERVED_SEED } from './smoke/seed.ts';

const SERVED = ['fake', '--port', '0', '--rate-limit', 'off', '--cors', '--control'];

/** Serves a shop by the command of the installed package. */
export async function serveShop(folder: string): Promise<Running> {
  const seed = join(folder, 'seed.json');
  writeFileSync(seed, JSON.stringify(SERVED_SEED));
  const command = join(folder, 'node_modules/.bin/genstore-inventory');
  return startAndWait(command, [...SERVED, '--seed', seed], folder, /^Base URL: (\S+)$/m);
}
