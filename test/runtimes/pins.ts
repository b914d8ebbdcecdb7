import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folders in which the package is installed, each beside what its package.json names. */
export type Install = 'hosts' | 'msw2' | 'msw3';

export const ROOT = join(import.meta.dirname, '../..');

/** Where the package.json of an install is kept, with its lock. */
export function sourceOf(install: Install): string {
  return join(import.meta.dirname, 'installs', install);
}

/** The one version of a package that an install is given. */
export function pinOf(install: Install, name: string): string {
  const text = readFileSync(join(sourceOf(install), 'package.json'), 'utf8');
  const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
  const version = /^(?:npm:.+@)?(\d+\.\d+\.\d+)$/.exec(dependencies[name] ?? '')?.[1];
  if (version === undefined) throw new Error(`${install} names no exact version of ${name}`);
  return version;
}

/** The versions of what the package depends on, as the project's own lock has them. */
export function lockedDependencies(): Record<string, string> {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; dependencies?: Record<string, string> }>;
  };
  const names = Object.keys(packages['']?.dependencies ?? {});
  return Object.fromEntries(
    names.map((name) => [name, packages[`node_modules/${name}`]?.version ?? '']),
  );
}
