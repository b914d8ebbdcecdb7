// Changes the sources in thousands of small ways, part by part, and says how many changes the tests of the
// part notice: `npm run mutate`, or `npm run mutate -- wire model store/writer` for some of the parts or folders.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { PARTS } from './parts.ts';

const HERE = import.meta.dirname;
const MEMORY = '/dev/shm';
const STRYKER = join(HERE, 'node_modules/@stryker-mutator/core/bin/stryker.js');

/** What the tester wrote down of a part, as far as it is read here. */
interface Results {
  readonly files: Record<string, { readonly mutants: Mutant[] }>;
}

interface Mutant {
  readonly status: string;
  coveredBy?: readonly string[];
}

/** Results are kept without what the next run does not need, and packed. */
function pack(name: string, text: string): void {
  const results = JSON.parse(text) as Results;
  for (const { mutants } of Object.values(results.files)) {
    for (const mutant of mutants) if (mutant.status === 'Killed') delete mutant.coveredBy;
  }
  writeFileSync(packedFile(name), brotliCompressSync(JSON.stringify(results)));
}

function packedFile(name: string): string {
  return join(HERE, 'results', `${name}.json.br`);
}

/**
 * Tries a part, or one of its folders: what is known of the others is kept. 0 where the bar is met, more
 * than 128 where that was interrupted.
 */
function mutate(path: string): number {
  const [name = ''] = path.split('/');
  const reports = join(HERE, 'reports');
  const file = join(reports, `${name}-incremental.json`);
  mkdirSync(reports, { recursive: true });
  mkdirSync(join(HERE, 'results'), { recursive: true });
  // What a run that was interrupted has left is newer.
  if (existsSync(packedFile(name)) && !existsSync(file)) {
    writeFileSync(file, brotliDecompressSync(readFileSync(packedFile(name))));
  }
  const config = join(HERE, 'stryker.config.mjs');
  const { status } = spawnSync(process.execPath, [STRYKER, 'run', config], {
    stdio: 'inherit',
    // Where memory serves as a disk, files cost no waiting.
    env: {
      ...process.env,
      ...(existsSync(MEMORY) && { TMPDIR: MEMORY }),
      MUTATED_PART: name,
      MUTATED_PATH: path,
    },
  });
  if (existsSync(file)) {
    pack(name, readFileSync(file, 'utf8'));
    rmSync(file);
  }
  return status ?? 1;
}

// The tester writes down what it has found when it is interrupted; it is packed before this ends, too.
process.on('SIGINT', () => undefined);

const [...asked] = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(PARTS);
const short: string[] = [];
for (const name of names) {
  const status = mutate(name);
  if (status !== 0) short.push(name);
  if (status > 128) break;
}
if (short.length > 0) {
  process.stdout.write(`below the bar, or not carried through: ${short.join(', ')}\n`);
  process.exitCode = 1;
}
