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

/** Stock that changes in place, against a loop written by hand. */
export function benchPeerModels(): Figure[] {
  const [loop, ...ours] = run('models') as readonly Result[];
  return ours.map((one) => ({
    what: `${one.name}: time against ${loop?.name}`,
    ...timeRatio(one, loop),
    bar: one.name.startsWith('mutableStock') ? '<= 2' : 'for the record',
  }));
}

/** States that follow one another, against other tools that make them, at 10 thousand levels. */
export function benchPeerReducers(): Figure[] {
  const [ours, ...others] = run('reducers') as readonly Result[];
  return others.map((other) => ({
    what: `${other.name}: time of an event against ${ours?.name}`,
    ...timeRatio(other, ours),
    bar: /immer|Redux/.test(other.name) ? '>= 20' : 'for the record',
  }));
}

/** The peers live in a folder of their own, with a lock file of their own, and are installed here. */
function run(measure: 'sizes' | 'models' | 'reducers'): unknown {
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
