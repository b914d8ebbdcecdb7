#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import module from 'node:module';
import v8 from 'node:v8';
import { processSurroundings } from './surroundings.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

const version = (): string => {
  return (JSON.parse(read('../../package.json')) as { readonly version: string }).version;
};

/** What is asked for by these words alone: the version, or a page of help as the build wrote it down. */
function pageFor([word = '', last = word, ...more]: readonly string[]): string | undefined {
  if (more.length > 0) return undefined;
  if (word === last && ['--version', '-v'].includes(word)) return `${version()}\n`;
  if (!['--help', '-h'].includes(last)) return undefined;
  const verb = word === last ? 'all' : word;
  try {
    return /^[a-z]+$/.test(verb) ? read(`help/${verb}.txt`) : undefined;
  } catch {
    // No verb; or not built, where the sources run.
    return undefined;
  }
}

/** Said in words: an older Node ends in a trace at what it lacks. */
function refuseOldNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return;
  process.stderr.write(
    `genstore-inventory: it needs Node 22.12 or newer, and this is ${process.version}.\n`,
  );
  process.exit(3);
}

/**
 * Has the engine collect garbage early, where it knows how: a verb waits for the shop, and not for its
 * own speed. Else it lets garbage grow to over 100 MB while a million lines go by.
 */
function saveMemory(): void {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major >= 24 && words[0] !== 'fake') v8.setFlagsFromString('--memory-saver-mode');
}

refuseOldNode();
const surroundings = processSurroundings(version);
const words = process.argv.slice(2);
const page = pageFor(words);
if (page !== undefined) surroundings.print(page);
else {
  saveMemory();
  // What is loaded from here on need not be compiled again the next time.
  module.enableCompileCache();
  const { run } = await import('./run.ts');
  process.exitCode = await run(words, surroundings);
  // Who was ended while it read its input would wait for the end of that.
  process.stdin.destroy();
}
