import { readFileSync } from 'node:fs';
import type { FakeSeed } from '../../testing/index.ts';
import { UsageError } from './usage-error.ts';

/**
 * Reads the JSON of a seed; what it says is checked by the fake.
 *
 * @throws UsageError, which does not quote the file: it may be another one than was meant.
 */
export function readSeedFile(file: string): FakeSeed {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file} cannot be read: ${code}`, { cause: error });
  }
  try {
    // Editors on Windows begin files with a mark that is no JSON.
    return JSON.parse(text.replace(/^\uFEFF/, '')) as FakeSeed;
  } catch (error) {
    const place = /\(line \d+ column \d+\)/.exec((error as SyntaxError).message)?.[0];
    throw new UsageError(`${file} is no JSON${place === undefined ? '' : ` ${place}`}`);
  }
}
