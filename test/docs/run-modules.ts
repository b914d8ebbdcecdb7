// A program: runs modules that come as JSON on its standard input, each beside a fake shop that stands
// where the network would be, and writes what came of them as JSON to a file.

import { readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { format, inspect } from 'node:util';
import { createInventoryFake } from 'genstore-inventory/testing';
import type { ModuleOutcome, RunnableModule } from './run.ts';

const [output = ''] = process.argv.slice(2);
const modules = JSON.parse(readFileSync(0, 'utf8')) as readonly RunnableModule[];
const sources = new Map(modules.map(({ path, text }) => [pathToFileURL(path).href, text]));

registerHooks({
  resolve: (specifier, context, next) =>
    sources.has(specifier) ? { url: specifier, shortCircuit: true } : next(specifier, context),
  load: (url, context, next) => {
    const source = sources.get(url);
    return source === undefined
      ? next(url, context)
      : { format: 'module-typescript', source, shortCircuit: true };
  },
});

const systemFetch = globalThis.fetch;

/** What the pages take for granted: a shop with a known variant, two warehouses and one level. */
function openShop(): typeof globalThis.fetch {
  const fake = createInventoryFake({
    shop: 'acme',
    accessToken: 'test-token',
    seed: {
      variants: ['107362030756584'],
      locations: ['50002', '50003'],
      levels: [{ variantId: '107362030756585', locationId: '50003', available: 12 }],
    },
  });
  return (input, init) => {
    const { hostname } = new URL(input instanceof Request ? input.url : input);
    // Pages may also serve a fake on this machine. Nothing goes further.
    return hostname === '127.0.0.1' ? systemFetch(input, init) : fake.fetch(input, init);
  };
}

const outcomes: ModuleOutcome[] = [];
// Also where a module waits for what never comes: then Node ends, and the rest is missing.
process.on('exit', () => writeFileSync(output, JSON.stringify(outcomes)));
process.on('SIGTERM', () => process.exit());

process.env['GENSTORE_TOKEN'] = 'test-token';
process.env['CLIENT_SECRET'] = 'client-secret';
// The client's pauses are random up to a bound: like this they take no time.
Math.random = () => 0;
console.log = () => {};
console.error = () => {};

for (const { path } of modules) {
  const values: Record<number, string[]> = {};
  const keep = (line: number, text: string): number => (values[line] ??= []).push(text);
  Object.assign(globalThis, {
    fetch: openShop(),
    came: (line: number, value: unknown) => {
      keep(line, inspect(value, { breakLength: Infinity, depth: 9, compact: 9 }));
    },
    logged: (line: number, ...parts: unknown[]) => {
      keep(line, format(...parts));
      return parts;
    },
  });
  let error: string | undefined;
  try {
    await import(pathToFileURL(path).href);
  } catch (thrown) {
    error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  }
  outcomes.push({ path, values, ...(error === undefined ? {} : { error }) });
}
