import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import MarkdownIt from 'markdown-it';

export const ROOT = resolve(import.meta.dirname, '../..');

/** What a link begins with that leads here from wherever the page is read; then a path from the top. */
const REPOSITORY = 'https://github.com/genstore-inventory/genstore-inventory/blob/main/';

/** A fenced block of a page, or of a comment in the sources. */
export interface Block {
  /** The file, as seen from the top of the repository. */
  readonly file: string;
  /** The line of the file on which the block's text begins, from 1. */
  readonly line: number;
  readonly language: string;
  /** What follows the language: `run`, `continues`. */
  readonly words: readonly string[];
  readonly text: string;
}

/** Something that a page names: by a link into this repository, or in backticks. */
interface Named {
  readonly line: number;
  readonly target: string;
}

/** What the tests look at in a page of Markdown. */
export interface Page {
  readonly file: string;
  readonly blocks: readonly Block[];
  readonly links: readonly Named[];
  /** What stands in backticks within the text. */
  readonly codes: readonly Named[];
  /** What `#…` may lead to: the headings as GitHub names them. */
  readonly anchors: ReadonlySet<string>;
}

const markdown = new MarkdownIt({ html: true });

/** All files of a folder and below, as seen from the top of the repository. */
export function filesOf(folder: string, extension: string): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith(extension) && !`${folder}/${name}`.startsWith('docs/api/'))
    .map((name) => `${folder}/${name}`)
    .toSorted();
}

/** Every page that the repository shows. */
export function allPages(): Page[] {
  const pages = [
    'README.md',
    'CHANGELOG.md',
    ...filesOf('docs', '.md'),
    ...filesOf('examples', '.md'),
  ];
  return pages.map((file) => readPage(file, readFileSync(join(ROOT, file), 'utf8')));
}

export function readPage(file: string, text: string): Page {
  const tokens = markdown.parse(text, {});
  const blocks: Block[] = [];
  const links: Named[] = [];
  const codes: Named[] = [];
  const headings: string[] = [];
  let line = 1;
  for (const [index, token] of tokens.entries()) {
    // What is inside of a table's row has no place of its own.
    line = token.map === null ? line : token.map[0] + 1;
    if (token.type === 'fence') {
      const [language = '', ...words] = token.info.trim().split(/\s+/);
      blocks.push({ file, line: line + 1, language, words, text: token.content });
    }
    if (token.type === 'heading_open') headings.push(titleOf(tokens[index + 1]?.content ?? ''));
    for (const child of token.children ?? []) {
      if (child.type === 'code_inline') codes.push({ line, target: child.content });
      const target = child.attrGet(child.type === 'image' ? 'src' : 'href');
      if (target?.startsWith(REPOSITORY)) {
        links.push({ line, target: target.slice(REPOSITORY.length - 1) });
      } else if (target !== null && !/^[a-z]+:/.test(target)) links.push({ line, target });
    }
  }
  return { file, blocks, links, codes, anchors: new Set(anchorsOf(headings)) };
}

/** A heading without its marks: code and emphasis. */
function titleOf(heading: string): string {
  return heading.replaceAll(/[`*]|\[(?<text>[^\]]*)\]\([^)]*\)/g, '$<text>');
}

/** Lower case, spaces as hyphens, no punctuation; the second heading of a name gets a `-1`. */
function anchorsOf(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const name = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return count === 0 ? name : `${name}-${count}`;
  });
}
