// For the build, which runs at the top of the project: writes the licences of the packages that were bundled into dist, as those ask for.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LICENCE = /^(?:licen[cs]e|copying)/i;

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** The folders of the packages that files of node_modules belong to. */
function packagesOf(files: Iterable<string>): readonly string[] {
  const folders = new Set<string>();
  for (const file of files) {
    const parts = file.split('/');
    const at = parts.lastIndexOf('node_modules');
    if (at < 0) continue;
    const length = parts[at + 1]?.startsWith('@') === true ? 3 : 2;
    folders.add(parts.slice(0, at + length).join('/'));
  }
  return [...folders].toSorted();
}

/** Writes dist/THIRD-PARTY.md; a package without a licence ends the build. */
export function writeThirdParty(files: Iterable<string>): void {
  const texts = packagesOf(files).map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    ) as Package;
    const file = readdirSync(folder).find((each) => LICENCE.test(each));
    if (file === undefined) throw new Error(`${name} has no licence in its package`);
    const text = readFileSync(join(folder, file), 'utf8').trim();
    return `## ${name} ${version} (${license})\n\n${text}\n`;
  });
  const head = '# Packages that are bundled into dist, and their licences\n';
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/THIRD-PARTY.md', [head, ...texts].join('\n'));
}
