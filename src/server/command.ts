#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { run } from './command/run.ts';

const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
const { version } = JSON.parse(manifest) as { readonly version: string };

process.exitCode = await run(process.argv.slice(2), {
  version,
  print: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
});
