import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Figure } from './report.ts';
import { compare, timeRatio } from './rounds.ts';

const COMMAND = fileURLToPath(new URL('../../dist/command/main.js', import.meta.url));
const ROUNDS = 41;

/** How long the command takes to show help, against a Node that does nothing: both in turn. */
export async function benchStart(): Promise<Figure[]> {
  const start = (words: readonly string[]) => (): number => {
    execFileSync(process.execPath, words);
    return 1;
  };
  const [bare, ...pages] = await compare(
    {
      bare: start(['-e', '0']),
      '--help': start([COMMAND, '--help']),
      'sync --help': start([COMMAND, 'sync', '--help']),
    },
    ROUNDS,
  );
  return pages.map((page) => ({
    what: `genstore-inventory ${page.name}: time against node -e 0`,
    ...timeRatio(page, bare),
    bar: '<= 1.5',
  }));
}
