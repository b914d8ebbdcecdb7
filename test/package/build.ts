// Builds the package, unless what was built is newer than all that it is made of.
import { execFileSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const sources = [...globSync('src/**/*.{ts,tsx,css,html,json}'), 'tsup.config.ts', 'package.json'];
const newest = Math.max(...sources.map(changedAt));
// The last file that a build writes.
if (changedAt('dist/server/console.html') < newest) {
  console.log('Building the package first: this takes a while, and is done once.');
  execFileSync('tsup', ['--silent'], { stdio: 'inherit', shell: process.platform === 'win32' });
}
