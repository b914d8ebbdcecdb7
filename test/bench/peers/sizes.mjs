// What a client weighs in a program: the published packages, bundled by the same esbuild.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const FOLDER = new URL('.', import.meta.url).pathname;

/** Name, the import that a program needs to send a request, and the packages that it comes from. */
const CLIENTS = [
  ['@notionhq/client', `export { Client } from '@notionhq/client'`],
  [
    'octokit core with throttling, retry and paginate-rest',
    `export { Octokit } from '@octokit/core';
     export { throttling } from '@octokit/plugin-throttling';
     export { retry } from '@octokit/plugin-retry';
     export { paginateRest } from '@octokit/plugin-paginate-rest'`,
  ],
  ['@commercetools/ts-client', `export { ClientBuilder } from '@commercetools/ts-client'`],
  ['stripe', `export { default } from 'stripe'`],
  ['square', `export { SquareClient } from 'square'`],
  [
    '@shopify/shopify-api',
    `import '@shopify/shopify-api/adapters/node';
     export { shopifyApi } from '@shopify/shopify-api'`,
  ],
];

/** Bytes, minified and gzipped, and how many packages come along. */
export async function compareSizes() {
  const lock = JSON.parse(readFileSync(new URL('package-lock.json', import.meta.url), 'utf8'));
  const own = new URL('../../../dist/index.js', import.meta.url).pathname;
  const ownCode = `export { InventoryClient } from ${JSON.stringify(own)}`;
  const sizes = [{ name: 'genstore-inventory', bytes: await weigh(ownCode, FOLDER), packages: 3 }];
  for (const [name, code] of CLIENTS) {
    const roots = [
      ...new Set([...code.matchAll(/from '((?:@[^/']+\/)?[^/']+)/g)].map((m) => m[1])),
    ];
    const versions = roots.map((root) => lock.packages[`node_modules/${root}`].version);
    sizes.push({
      name: `${name} ${versions.join(', ')}`,
      bytes: await weigh(code, FOLDER),
      packages: closureOf(lock, roots).size,
    });
  }
  return sizes;
}

async function weigh(contents, resolveDir) {
  const result = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  return gzipSync(result.outputFiles[0].contents, { level: 9 }).length;
}

/** The packages that are installed for some, themselves included, found as Node finds them. */
function closureOf(lock, roots) {
  const found = new Set();
  const add = (name, from) => {
    let path = from;
    while (lock.packages[`${path}node_modules/${name}`] === undefined) {
      if (path === '') return;
      path = path.replace(/node_modules\/(?:@[^/]+\/)?[^/]+\/$/, '');
    }
    const key = `${path}node_modules/${name}`;
    if (found.has(key)) return;
    found.add(key);
    for (const next of Object.keys(lock.packages[key].dependencies ?? {})) add(next, `${key}/`);
  };
  for (const root of roots) add(root, '');
  return found;
}
