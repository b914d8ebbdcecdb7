import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './program.ts';

/** Writes a module into the folder and bundles it, with all that it imports, by esbuild. */
export async function bundleByEsbuild(folder: string, name: string, code: string): Promise<string> {
  writeFileSync(join(folder, `${name}.js`), code);
  const bundle = join('bundled', `${name}.js`);
  const words = [`${name}.js`, '--bundle', '--minify', '--format=esm', `--outfile=${bundle}`];
  await run(join(folder, 'node_modules/.bin/esbuild'), words, folder);
  return bundle;
}

/** Writes a page with the module as its script and builds it by Vite. Returns the page's folder. */
export async function buildByVite(folder: string, name: string, code: string): Promise<string> {
  writeFileSync(join(folder, `${name}.js`), code);
  writeFileSync(join(folder, 'index.html'), pageOf(`/${name}.js`));
  const built = 'built';
  await run(join(folder, 'node_modules/.bin/vite'), ['build', '--outDir', built], folder);
  return built;
}

/** A page with one script. */
export function pageOf(script: string): string {
  return `<!doctype html>\n<title>Smoke</title>\n<script type="module" src="${script}"></script>\n`;
}
