import type { Block } from './pages.ts';

/**
 * TypeScript of a page as a program of its own. Its text stands on the lines on which it stands in the
 * page, so that whatever complains about it names the right line.
 */
export interface Module {
  /** The path of a file that is not there, beside the page: `docs/testing.md.12.ts`. */
  readonly path: string;
  readonly file: string;
  readonly text: string;
}

/**
 * A block is a module, unless it says `continues`: then it belongs to the module of the block before it
 * on its page, as if both were one.
 */
export function modulesOf(blocks: readonly Block[]): Module[] {
  return chainsOf(blocks).map(moduleOf);
}

/** Of each module that has a `run` in it, the blocks that say so. */
export function runnableModulesOf(blocks: readonly Block[]): Module[] {
  return chainsOf(blocks)
    .map((chain) => chain.filter(({ words }) => words.includes('run')))
    .filter((chain) => chain.length > 0)
    .map(moduleOf);
}

function chainsOf(blocks: readonly Block[]): Block[][] {
  const chains: Block[][] = [];
  for (const block of blocks) {
    const chain = chains.at(-1);
    if (!block.words.includes('continues')) chains.push([block]);
    else if (chain?.[0]?.file === block.file) chain.push(block);
    else throw new Error(`${block.file}:${block.line}: there is no block to continue`);
  }
  return chains;
}

function moduleOf(chain: readonly Block[]): Module {
  const [{ file, line }] = chain as [Block, ...Block[]];
  let text = '';
  let at = 1;
  for (const block of chain) {
    text += '\n'.repeat(block.line - at) + block.text;
    at = block.line + block.text.split('\n').length - 1;
  }
  return { path: `${file}.${line}.ts`, file, text };
}
