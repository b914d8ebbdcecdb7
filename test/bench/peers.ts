import { execFileSync } from 'node:child_process';
import type { Figure } from './report.ts';
import { timeRatio } from './rounds.ts';
import type { Result } from './rounds.ts';

interface Size {
  readonly name: string;
  readonly bytes: number;
  readonly packages: number;
}

/** What other clients' published packages weigh in a program, and how many packages come with them. */
export function benchPeerSizes(): Figure[] {
  const sizes = run('sizes') as readonly Size[];
  return sizes.map(({ name, bytes, packages }) => ({
    what: `${name} (${packages} ${packages === 1 ? 'package' : 'packages'})`,
    value: bytes,
    unit: 'bytes gzipped',
    bar: 'for the record',
  }));
}

/** The stock model, and its table in the hands of other tools, against a loop written by hand. */
export function benchPeerModels(): Figure[] {
  const [loop, ...others] = run('models') as readonly Result[];
  return others.map((other) => ({
    what: `${other.name}: time against ${loop?.name}`,
    ...timeRatio(other, loop),
    bar: 'for the record',
  }));
}

/** The peers live in a folder of their own, with a lock file of their own, and are installed here. */
function run(measure: 'sizes' | 'models'): unknown {
  const cwd = new URL('peers/', import.meta.url);
  const npm = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  execFileSync('npm', npm, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  const output = execFileSync(process.execPath, ['--expose-gc', 'run.mjs', measure], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return JSON.parse(output);
}
