import type { InventoryFake } from '../../testing/index.ts';
import { ListenError } from '../listen-error.ts';
import { serveInventoryFake } from '../serve.ts';
import { HELP, readArguments, UsageError } from './arguments.ts';
import { openFake } from './open-fake.ts';

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

/** The greeting when a fake is served. The token is in the line with `curl`, and nowhere else. */
function announce(fake: InventoryFake, url: string, control: boolean): string {
  const { shop, accessToken, apiVersion } = fake;
  const header = quote(`X-Genstore-Access-Token: ${accessToken}`);
  const count = fake.levels().length;
  const lines = [
    `The fake shop ${shop} is open, with ${count} ${count === 1 ? 'level' : 'levels'}.`,
    `Base URL: ${url}`,
    'The token, in a request to paste:',
    `  curl -H ${header} ${quote(`${url}/api/${apiVersion}/inventory?limit=3`)}`,
    ...(control ? [`Control: ${url}/__fake/state`] : []),
    'Ctrl-C closes it.',
  ];
  return `${lines.join('\n')}\n`;
}

/** Quotes a word for a shell: a token may hold anything that can be seen. */
function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
