import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { lockedDependencies, ROOT, sourceOf } from './pins.ts';
import type { Install } from './pins.ts';
import { run } from './program.ts';

/** A folder with its packages, and with this package as npm packs it. */
export interface Installed {
  readonly folder: string;
  /** What npm wrote while it installed the package. */
  readonly log: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly installed: Readonly<Record<Install, Installed>>;
  }
}

const QUIET = ['--no-audit', '--no-fund', '--prefer-offline'];

/** Packs the package, and installs it in fresh folders. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'genstore-inventory-runtimes-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const tarball = await pack(folder);
    const installs = [
      install('hosts', folder, tarball),
      install('msw2', folder, tarball),
      install('msw3', folder, tarball),
    ] as const;
    // Where one fails, the others still write into the folder that is to be removed.
    await Promise.allSettled(installs);
    const [hosts, msw2, msw3] = await Promise.all(installs);
    provide('installed', { hosts, msw2, msw3 });
    // A second copy, as a program has when two of its dependencies do not agree on a version.
    await npm(['install', ...QUIET, `genstore-inventory-copy@file:${tarball}`], hosts.folder);
    cpSync(join(import.meta.dirname, 'smoke'), join(hosts.folder, 'smoke'), { recursive: true });
  } catch (error) {
    await remove();
    throw error;
  }
  return remove;
}

async function pack(folder: string): Promise<string> {
  const words = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [packed] = JSON.parse(await npm(words, ROOT)) as [{ filename: string }];
  return join(folder, packed.filename);
}

async function install(name: Install, parent: string, tarball: string): Promise<Installed> {
  const folder = join(parent, name);
  mkdirSync(folder);
  for (const file of ['package.json', 'package-lock.json']) {
    cpSync(join(sourceOf(name), file), join(folder, file));
  }
  await npm(['ci', ...QUIET], folder);
  const path = join(folder, 'package.json');
  const own = JSON.parse(readFileSync(path, 'utf8')) as object;
  // What the package brings along is found by its own package.json, in the versions of the lock.
  writeFileSync(path, JSON.stringify({ ...own, overrides: lockedDependencies() }));
  return { folder, log: await npm(['install', ...QUIET, tarball], folder) };
}

async function npm(words: readonly string[], folder: string): Promise<string> {
  const { stdout, stderr } = await run('npm', words, folder);
  return words[0] === 'pack' ? stdout : `${stdout}${stderr}`;
}
