import { ListenError } from '../listen-error.ts';
import { serveInventoryFake } from '../serve.ts';
import { announce } from './announce.ts';
import { readArguments } from './arguments.ts';
import { HELP } from './help.ts';
import { openFake } from './open-fake.ts';
import { UsageError } from './usage-error.ts';

/** Where the command says what it has to say. */
export interface Surroundings {
  readonly version: string;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Runs the command, and returns the code to end with: at once, or when a signal has closed the fake. */
export async function run(
  words: readonly string[],
  { version, print, complain }: Surroundings,
): Promise<0 | 1 | 2> {
  try {
    const command = readArguments(words);
    if (command === 'help' || command === 'version') {
      print(command === 'help' ? HELP : `${version}\n`);
      return 0;
    }
    const fake = openFake(command);
    const { port, host, cors, control } = command;
    // Before it says anything: whoever reads that the fake is open may end it at once.
    const stopped = signalToStop();
    const served = await serveInventoryFake(fake, { port, host, cors, control });
    print(announce(fake, served.url, control));
    await stopped;
    await served.close();
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      complain(`genstore-inventory: ${error.message}. See genstore-inventory --help\n`);
      return 2;
    }
    if (!(error instanceof ListenError)) throw error;
    complain(`genstore-inventory: ${error.message}\n`);
    return 1;
  }
}

/** Waits for the first signal. The second one finds nobody listening, and ends the process at once. */
function signalToStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
  });
}
