import { serveInventoryFake } from '../../server/index.ts';
import type { InventoryFake } from '../../testing/index.ts';
import { watchForEnd } from '../ending.ts';
import type { Surroundings } from '../surroundings.ts';
import { HELP, readArguments } from './arguments.ts';
import { openFake } from './open-fake.ts';

/**
 * Serves a fake until a signal, or the end of who started it, closes it.
 *
 * @throws UsageError, or ListenError where it cannot listen.
 */
export async function runFake(
  words: readonly string[],
  { version, print }: Pick<Surroundings, 'version' | 'print'>,
): Promise<0> {
  const command = readArguments(words);
  if (command === 'help' || command === 'version') {
    print(command === 'help' ? HELP : `${version()}\n`);
    return 0;
  }
  const fake = openFake(command);
  const { port, host, cors, control } = command;
  // Before it says anything: whoever reads that the fake is open may end it at once.
  const end = watchForEnd();
  try {
    const served = await serveInventoryFake(fake, { port, host, cors, control });
    print(announce(fake, served.url, control));
    if (!end.signal.aborted) {
      await new Promise((resolve) => end.signal.addEventListener('abort', resolve, { once: true }));
    }
    await served.close();
    return 0;
  } finally {
    end.stop();
  }
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
