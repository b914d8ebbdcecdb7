import { createInventoryFake, generateSeed } from '../../testing/index.ts';
import type { FakeSeed, InventoryFake, InventoryFakeOptions } from '../../testing/index.ts';
import type { FakeCommand, SeedSource } from './arguments.ts';
import { readSeedFile } from './seed-file.ts';
import { UsageError } from './usage-error.ts';

/**
 * Makes the fake that the options describe.
 *
 * @throws UsageError
 */
export function openFake({ shop, token, seed, isRateLimited }: FakeCommand): InventoryFake {
  const options: InventoryFakeOptions = { shop, accessToken: token, seed: readSeed(seed) };
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
