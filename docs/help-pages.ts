// For the build, which runs at the top of the project: writes the pages of the command's help into dist, so that no parser is loaded to show one.
import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import type { run as Run } from '../src/command/run.ts';

const VERBS = ['all', 'sync', 'adjust', 'levels', 'doctor', 'fake'];
const COMMAND = pathToFileURL(resolve('src/command/run.ts')).href;

/** Writes dist/command/help/<verb>.txt as the command itself says them. */
export async function writeHelp(): Promise<void> {
  // Not bundled into the build's configuration.
  const { run } = (await import(COMMAND)) as { readonly run: typeof Run };
  mkdirSync('dist/command/help', { recursive: true });
  for (const verb of VERBS) {
    let page = '';
    await run([...(verb === 'all' ? [] : [verb]), '--help'], {
      version: () => '',
      print: (text) => (page += text),
      complain: (text) => {
        throw new Error(text);
      },
      isTerminal: false,
      hasColors: false,
      columns: 80,
      env: {},
      input: (async function* () {})(),
      ask: undefined,
    });
    writeFileSync(`dist/command/help/${verb}.txt`, page);
  }
}
