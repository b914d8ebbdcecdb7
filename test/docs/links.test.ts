import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { allPages, readPage, ROOT } from './pages.ts';
import type { Page } from './pages.ts';

const PAGES = allPages();

/** What is wrong with the links of a page: a file that is not there, or a heading. */
function brokenLinks(page: Page, pages: readonly Page[]): string[] {
  return page.links.flatMap(({ line, target }) => {
    const [path = '', anchor] = decodeURIComponent(target).split('#');
    const folder = path.startsWith('/') ? '.' : dirname(page.file);
    const file = path === '' ? page.file : posix.join(folder, path);
    const isThere = pages.some((each) => each.file === file) || existsSync(join(ROOT, file));
    const anchors = pages.find((each) => each.file === file)?.anchors;
    const isHeading = anchor === undefined || anchors?.has(anchor) === true;
    return isThere && isHeading ? [] : [`${page.file}:${line}: ${target}`];
  });
}

test('every link within the repository leads somewhere', () => {
  expect(PAGES.flatMap(({ links }) => links).length).toBeGreaterThan(50);
  expect(PAGES.flatMap((page) => brokenLinks(page, PAGES))).toEqual([]);
});

test('the README leads on from wherever it is read: by whole URLs, or to files that are packed', () => {
  const readme = PAGES.find(({ file }) => file === 'README.md');
  const targets = readme?.links.map(({ target }) => target) ?? [];

  expect(targets.length).toBeGreaterThan(20);
  expect(targets.filter((target) => !/^[/#]|^CHANGELOG\.md/.test(target))).toEqual([]);
});

test('every page of docs can be reached from its map, alone or by its folder', () => {
  const map = PAGES.find(({ file }) => file === 'docs/README.md');
  const linked = new Set(map?.links.map(({ target }) => `docs/${target.split('#')[0] ?? ''}`));
  const pages = PAGES.map(({ file }) => file).filter((file) =>
    /^docs\/.*(?<!README)\.md$/.test(file),
  );
  expect(pages.filter((file) => !linked.has(file) && !linked.has(dirname(file)))).toEqual([]);
});

test('a link to a missing file of the repository by its whole URL is found', () => {
  const url = 'https://github.com/genstore-inventory/genstore-inventory/blob/main/docs/no.md';
  const page = readPage('README.md', `[a](${url})\n`);

  expect(brokenLinks(page, [page])).toEqual(['README.md:1: /docs/no.md']);
});

test('a link to a missing file or heading is named by its line', () => {
  const text =
    '# One\n\n## Two `b`, three?\n\n## One\n\n[a](#two-b-three) [b](#one-1) [c](#four)\n\n[d](no.md)\n';
  const page = readPage('docs/page.md', text);
  expect(brokenLinks(page, [page])).toEqual(['docs/page.md:7: #four', 'docs/page.md:9: no.md']);
});
