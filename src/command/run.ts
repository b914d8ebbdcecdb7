import type { ExitCode } from './failures.ts';
import { StartError, UsageError } from './failures.ts';
import type { Surroundings } from './surroundings.ts';

/** Runs the command, and returns the code to end with. What it does not need it does not load. */
export async function run(words: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { complain } = surroundings;
  try {
    if (words[0] === 'fake') {
      const { runFake } = await import('./fake/run.ts');
      return await runFake(words, surroundings);
    }
    const { runVerb } = await import('./words/program.ts');
    return await runVerb(words, surroundings);
  } catch (error) {
    if (error instanceof UsageError) {
      const end = /[.?!]$/.test(error.message) ? '' : '.';
      const verb = words[0] !== undefined && !words[0].startsWith('-') ? ` ${words[0]}` : '';
      complain(
        `genstore-inventory: ${error.message}${end} See genstore-inventory${KNOWN.has(verb) ? verb : ''} --help\n`,
      );
      return 2;
    }
    if (!(error instanceof StartError) && !isListenError(error)) throw error;
    complain(`genstore-inventory: ${error.message}\n`);
    return error instanceof StartError ? 3 : 1;
  }
}

const KNOWN = new Set([' sync', ' adjust', ' levels', ' doctor', ' fake']);

/** By its name: the server is not loaded where nothing is served. */
function isListenError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ListenError';
}
