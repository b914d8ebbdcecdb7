#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

// What is loaded from here on need not be compiled again the next time.
enableCompileCache();
const { run } = await import('./run.ts');
const { processSurroundings } = await import('./surroundings.ts');

const version = (): string => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
};

process.exitCode = await run(process.argv.slice(2), processSurroundings(version));
