import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** The package as npm packs it, in a folder of its own. */
export interface Packed {
  /** The paths in it. */
  readonly files: readonly string[];
  /** Lays it into an empty folder, as an installation would, with or without the rest. */
  readonly install: (name: string, dependencies: readonly string[]) => string;
  readonly remove: () => void;
}

/** The parts of package.json that say what users can import. */
interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

/** The entries that hold code, as they are imported, with their declarations. */
export function entries(): readonly { readonly name: string; readonly types: string }[] {
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'string'
      ? []
      : [{ name: path.replace('.', 'genstore-inventory'), types: target.types }],
  );
}

/** Packs what was built last. */
export function pack(): Packed {
  const folder = mkdtempSync(join(tmpdir(), 'genstore-inventory-'));
  const options = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const output = execFileSync('npm', options, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
  const [{ filename, files }] = JSON.parse(output) as [
    { filename: string; files: { path: string }[] },
  ];
  return {
    files: files.map(({ path }) => path),
    install: (name, dependencies) => {
      const app = join(folder, name);
      const target = join(app, 'node_modules', 'genstore-inventory');
      mkdirSync(target, { recursive: true });
      const words = ['-xzf', join(folder, filename), '-C', target, '--strip-components=1'];
      execFileSync('tar', words);
      for (const dependency of dependencies) {
        symlinkSync(join(ROOT, 'node_modules', dependency), join(app, 'node_modules', dependency));
      }
      writeFileSync(join(app, 'package.json'), '{"type":"module"}');
      return app;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs code in a process of its own, and returns what it printed. */
export function run(app: string, file: string, code: string): string {
  writeFileSync(join(app, file), code);
  return execFileSync(process.execPath, [file], { cwd: app, encoding: 'utf8', stdio: 'pipe' });
}

/** The TypeScript of the README, block by block. */
export function readmeBlocks(): string[] {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  return [...readme.matchAll(/^```ts.*\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);
}
