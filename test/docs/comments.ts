import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, ROOT } from './pages.ts';
import type { Block } from './pages.ts';

const OPENING = /^\s*\* ```(?<info>\S.*)$/;
const CLOSING = /^\s*\* ```\s*$/;

/** The fenced blocks in the comments of the sources: what `@example` shows. */
export function commentBlocks(): Block[] {
  return filesOf('src', '.ts').flatMap((file) =>
    blocksOfComments(file, readFileSync(join(ROOT, file), 'utf8')),
  );
}

export function blocksOfComments(file: string, source: string): Block[] {
  const blocks: Block[] = [];
  const lines = source.split('\n');
  for (const [index, opening] of lines.entries()) {
    const info = OPENING.exec(opening)?.groups?.['info'];
    if (info === undefined) continue;
    const rest = lines.slice(index + 1);
    const body = rest.slice(
      0,
      rest.findIndex((line) => CLOSING.test(line)),
    );
    const [language = '', ...words] = info.trim().split(/\s+/);
    const text = body.map((line) => `${line.replace(/^\s*\* ?/, '')}\n`).join('');
    blocks.push({ file, line: index + 2, language, words, text });
  }
  return blocks;
}
