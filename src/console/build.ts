import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { build, transform } from 'esbuild';

const HERE = new URL('./', import.meta.url);
const TARGET = new URL('../../dist/server/console.html', HERE);
const LIBRARIES = ['preact', '@preact/signals', '@preact/signals-core', 'uplot'];

/** Makes the one file that the server hands out: page, style and script, and nothing from outside. */
export async function buildConsole(): Promise<void> {
  const [page, style, script, licences] = await Promise.all([
    readFile(new URL('index.html', HERE), 'utf8'),
    bundleStyle(),
    bundleScript(),
    readLicences(),
  ]);
  const parts: Readonly<Record<string, string>> = {
    policy: policyFor(style, script),
    style: `<style>${style}</style>`,
    script: `<script type="module">${script}</script>`,
  };
  // As the server looks for it: the formatter of the source closes what HTML does not.
  const bare = page.replaceAll(' />', '>');
  const whole = bare.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? '');
  await mkdir(new URL('./', TARGET), { recursive: true });
  await writeFile(TARGET, `${whole}<!--\n${licences}-->\n`);
}

/** A policy under which nothing runs but this script, and nothing is asked but this server. */
function policyFor(style: string, script: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

async function bundleStyle(): Promise<string> {
  const files = [
    new URL('../../node_modules/uplot/dist/uPlot.min.css', HERE),
    ...['base', 'layout', 'levels', 'story', 'traffic'].map(
      (name) => new URL(`style/${name}.css`, HERE),
    ),
  ];
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const { code } = await transform(texts.join('\n'), { loader: 'css', minify: true });
  return code.trim();
}

async function bundleScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL('main.tsx', HERE).pathname],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
  });
  return (outputFiles[0]?.text ?? '').trim();
}

/** The licences of what is bundled ask to be in every copy. */
async function readLicences(): Promise<string> {
  const texts = await Promise.all(
    LIBRARIES.map(async (name) => {
      const folder = new URL(`../../node_modules/${name}/`, HERE);
      return `${name}\n\n${await readFile(new URL('LICENSE', folder), 'utf8')}\n`;
    }),
  );
  return texts.join('\n').replaceAll('--', '- -');
}
