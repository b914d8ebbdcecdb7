import { serveInventoryFake } from '../../server/index.ts';
import type { ServedInventoryFake } from '../../server/index.ts';
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
  { version, print, complain }: Pick<Surroundings, 'version' | 'print' | 'complain'>,
): Promise<0> {
  const command = readArguments(words);
  if (command === 'help' || command === 'version') {
    print(command === 'help' ? HELP : `${version()}\n`);
    return 0;
  }
  const fake = openFake(command);
  const { port, host, cors, control, json, untilInputEnds } = command;
  // Before it says anything: whoever reads that the fake is open may end it at once.
  const end = watchForEnd(untilInputEnds);
  try {
    const served = await serveInventoryFake(fake, { port, host, cors, control });
    print(json ? introduce(fake, served) : announce(fake, served.url, control !== false));
    if (control === 'from-anywhere') complain(WARNING);
    if (!end.signal.aborted) {
      await new Promise((resolve) => end.signal.addEventListener('abort', resolve, { once: true }));
    }
    await served.close();
    // Nothing waits any more for what was to happen later.
    fake.reset();
    return 0;
  } finally {
    end.stop();
  }
}

const WARNING =
  'genstore-inventory: whoever reaches this host can use /__fake/: read and change the shop, see requests, and have webhooks sent to any address.\n';

/** Where a fake is served, for programs: one line of JSON. */
function introduce(fake: InventoryFake, served: ServedInventoryFake): string {
  const { url, host, port, controlToken } = served;
  const { shop, apiVersion, accessToken } = fake;
  const control = controlToken === undefined ? undefined : `${url}/__fake/`;
  const told = { url, host, port, shop, apiVersion, accessToken, control, controlToken };
  return `${JSON.stringify(told)}\n`;
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
    control
      ? `Console: ${url}/__fake/`
      : 'With --control it has a console, to see and change what stands behind.',
    'Ctrl-C closes it.',
  ];
  return `${lines.join('\n')}\n`;
}

/** Quotes a word for a shell: a token may hold anything that can be seen. */
function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
