import { createInventoryFake, createMovingClock, generateSeed } from '../../testing/index.ts';
import type { FakeSeed, InventoryFake, InventoryFakeOptions } from '../../testing/index.ts';
import { UsageError } from '../failures.ts';
import type { FakeCommand, SeedSource } from './arguments.ts';
import { readFileSync } from 'node:fs';

/**
 * Makes the fake that the options describe.
 *
 * @throws UsageError
 */
export function openFake(command: FakeCommand): InventoryFake {
  const { shop, token, seed, isRateLimited, control, journalLimit } = command;
  const options: InventoryFakeOptions = {
    shop,
    accessToken: token,
    seed: readSeed(seed),
    journalLimit,
    ...(control !== false && { clock: createMovingClock() }),
  };
  try {
    return createInventoryFake(isRateLimited ? options : { ...options, rateLimit: false });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(inWordsOfOptions(error.message, seed), { cause: error });
  }
}

function readSeed(source: SeedSource): FakeSeed {
  if ('file' in source) return readSeedFile(source.file);
  const { variants, locations, randomSeed } = source;
  return generateSeed({ variants, locations, seed: randomSeed });
}

/** The fake names its own options: those of the command are called otherwise. */
function inWordsOfOptions(message: string, seed: SeedSource): string {
  const problem = message.replace(/^createInventoryFake: /, '');
  if (problem.startsWith('seed') && 'file' in seed) return `${seed.file}: ${problem}`;
  return problem.replace(/^accessToken/, '--token').replace(/^shop/, '--shop');
}

/**
 * Reads the JSON of a seed; what it says is checked by the fake.
 *
 * @throws UsageError, which does not quote the file: it may be another one than was meant.
 */
function readSeedFile(file: string): FakeSeed {
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
