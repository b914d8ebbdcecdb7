import { spawnSync } from 'node:child_process';
import type { Figure } from './report.ts';

interface Size {
  readonly name: string;
  readonly size: number;
  readonly sizeLimit: number;
}

/** What these were designed to weigh; what the others weigh is limited by `npm run check` alone. */
const DESIGNED: Readonly<Record<string, number>> = {
  'genstore-inventory: { InventoryClient }, with all that it needs': 22_000,
  'genstore-inventory/model: everything': 8000,
};

/** What each entry weighs in a program, minified and gzipped. */
export function benchSizes(): Figure[] {
  // It exits with 1 where a limit is not held; the figures are there all the same.
  const { stdout } = spawnSync('size-limit', ['--json'], { encoding: 'utf8' });
  return (JSON.parse(stdout) as Size[]).map(({ name, size, sizeLimit }) => ({
    what: name,
    value: size,
    unit: 'bytes gzipped',
    bar: `<= ${DESIGNED[name] ?? sizeLimit}`,
  }));
}
