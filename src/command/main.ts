#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { run } from './run.ts';
import { processSurroundings } from './surroundings.ts';

const version = (): string => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
};

process.exitCode = await run(process.argv.slice(2), processSurroundings(version));
