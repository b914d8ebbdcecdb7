import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const page = readFileSync(new URL('../../dist/server/console.html', import.meta.url), 'utf8');

test('the page of the console weighs at most 150 kB gzipped', () => {
  expect(gzipSync(page, { level: 9 }).length).toBeLessThanOrEqual(150_000);
});

test('the policy of the console names the hashes of its one script and its one style', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  for (const [name, pattern] of [
    ['script-src', /<script type="module">([\s\S]*?)<\/script>/g],
    ['style-src', /<style>([\s\S]*?)<\/style>/g],
  ] as const) {
    const texts = Array.from(page.matchAll(pattern), ([, text = '']) => text);
    const hashes = texts.map((text) => createHash('sha256').update(text).digest('base64'));
    expect(hashes).toHaveLength(1);
    expect(policy).toContain(`${name} 'sha256-${hashes.join()}'`);
  }
  expect(policy).toContain("default-src 'none'");
});

test('the console names the licences of what is in it, and has a place for its token', () => {
  for (const name of ['preact', '@preact/signals', 'uplot']) expect(page).toContain(`\n${name}\n`);
  expect(page.split('<meta name="control-token" content="">')).toHaveLength(2);
});
