/** What it takes to run a recipe. */
interface Recipe {
  /** Whether it takes seconds, and needs no browser: then it runs before every merge. */
  readonly light: boolean;
  /** Whether it needs a Chromium. */
  readonly browser?: true;
  /** The Nodes that it runs on. */
  readonly nodes: readonly (22 | 24)[];
}

/** The names of the folders beside this file. */
export type RecipeName =
  | 'vitest-node'
  | 'vitest-jsdom'
  | 'vitest-happy-dom'
  | 'jest-commonjs'
  | 'jest-esm'
  | 'jest-jsdom'
  | 'hono'
  | 'express'
  | 'playwright'
  | 'storybook'
  | 'nextjs';

/** The recipes, in the order in which they run. */
export const RECIPES: { readonly [Name in RecipeName]: Recipe } = {
  'vitest-node': { light: true, nodes: [24] },
  'vitest-jsdom': { light: true, nodes: [24] },
  'vitest-happy-dom': { light: true, nodes: [24] },
  'jest-commonjs': { light: true, nodes: [22, 24] },
  'jest-esm': { light: true, nodes: [22, 24] },
  'jest-jsdom': { light: true, nodes: [22, 24] },
  hono: { light: true, nodes: [24] },
  express: { light: true, nodes: [24] },
  playwright: { light: false, browser: true, nodes: [24] },
  storybook: { light: false, browser: true, nodes: [24] },
  nextjs: { light: false, nodes: [24] },
};
