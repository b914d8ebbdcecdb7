import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { serveInventoryFake } from '../../src/server/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';

const COMMAND = join(import.meta.dirname, '../../dist/command/main.js');
const TOKEN = 'test-token';
const LEVELS = 1_000_000;
/** Has a process say its largest resident size, in MB, when it ends. */
const TELL_SIZE = `process.on('exit', () => {
  process.stderr.write(String(Math.round(process.resourceUsage().maxRSS / 1024)) + ' MB');
});
`;

const placeOf = (index: number): { variantId: string; locationId: string } => ({
  variantId: String(107_362_030_000_000 + index * 7),
  locationId: String(50_002 + (index % 3)),
});

test('sync of a file of a million lines stays within 175 MB', { timeout: 600_000 }, async () => {
  const fake = createInventoryFake({
    shop: 'acme',
    accessToken: TOKEN,
    // Of a shop whose pages come one right after the other.
    rateLimit: { capacity: 1_000_000, refillPerSecond: 1_000_000 },
    journalLimit: 1,
    seed: {
      levels: Array.from({ length: LEVELS }, (_, index) => {
        return { ...placeOf(index), available: index % 100 };
      }),
    },
  });
  const served = await serveInventoryFake(fake, { port: 0 });
  onTestFinished(() => served.close());
  const folder = mkdtempSync(join(tmpdir(), 'genstore-million-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'counts.csv');
  const lines = Array.from({ length: LEVELS }, (_, index) => {
    const { variantId, locationId } = placeOf(index);
    return `${variantId},${locationId},${(index % 100) + (index % 10_000 === 0 ? 1 : 0)}\n`;
  });
  writeFileSync(file, `variantId,locationId,onHand\n${lines.join('')}`);
  const tell = join(folder, 'tell-size.mjs');
  writeFileSync(tell, TELL_SIZE);

  const words = ['sync', file, '--base-url', served.url, '--yes', '--state', join(folder, 's.db')];
  const child = spawn(
    process.execPath,
    ['--import', pathToFileURL(tell).href, COMMAND, ...words],
    // The options of the test's own process are not the command's.
    {
      env: { ...process.env, NODE_OPTIONS: '', GENSTORE_TOKEN: TOKEN },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let [said, complained] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => void (said += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => void (complained += String(chunk)));
  const [code] = (await once(child, 'close')) as [unknown];

  expect({ code, last: said.trim().split('\n').at(-1) }).toEqual({
    code: 0,
    last: expect.stringContaining('"total":1000000,"unchanged":999900,"applied":100') as string,
  });
  expect(complained).toMatch(/^\d+ MB$/);
  expect(Number.parseInt(complained, 10)).toBeLessThan(175);
});
