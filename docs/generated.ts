// Parts of pages that are written by a program: what stands between two lines of comment.

import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

/** A part of a page. */
export interface GeneratedPart {
  /** The line before it, which stays. */
  readonly start: string;
  /** The line after it, which stays. */
  readonly end: string;
  /** Markdown. */
  readonly text: string;
}

/** Writes parts into a page beside this file; with `--check` it only says whether they are up to date. */
export async function writeParts(name: string, parts: readonly GeneratedPart[]): Promise<void> {
  const page = new URL(name, import.meta.url);
  const written = await readFile(page, 'utf8');
  const filled = parts.reduce((text, part) => fill(name, text, part), written);
  const current = await format(filled, { ...(await resolveConfig(page)), parser: 'markdown' });
  if (!process.argv.includes('--check')) {
    await writeFile(page, current);
  } else if (current !== written) {
    throw new Error(`docs/${name} is out of date: run \`npm run docs\``);
  }
}

/** A table in Markdown. */
export function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

function fill(name: string, page: string, { start, end, text }: GeneratedPart): string {
  const [before, rest] = split(page, start);
  const [, after] = split(rest ?? '', end);
  if (after === undefined) throw new Error(`docs/${name} needs the lines ${start} and ${end}`);
  return `${before}${start}\n\n${text}\n\n${end}${after}`;
}

/** What stands before the first occurrence, and after it. */
function split(text: string, at: string): [before: string, after: string | undefined] {
  const index = text.indexOf(at);
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + at.length)];
}
