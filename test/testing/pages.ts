import type { InventoryFake } from '../../src/testing/index.ts';
import { idsOf, linkOf, send } from './shop.ts';

/** Levels v0@a, v0@b, v1@a, v1@b …, in this order. */
export function seedOf(count: number): { levels: { variantId: string; locationId: string }[] } {
  return {
    levels: Array.from({ length: count }, (_, i) => ({
      variantId: `v${Math.floor(i / 2)}`,
      locationId: i % 2 === 0 ? 'a' : 'b',
    })),
  };
}

/** Follows the links from a page on, and lets a test act between the pages. */
export async function walk(
  fake: InventoryFake,
  start: string,
  rel: 'next' | 'previous' = 'next',
  between: (page: number) => unknown = () => undefined,
): Promise<string[][]> {
  const pages: string[][] = [];
  for (let url: string | undefined = start; url !== undefined;) {
    const reply = await send(fake, 'GET', url);
    pages.push(idsOf(reply));
    if (pages.length > 100) throw new Error('The links go on without end');
    await between(pages.length);
    url = linkOf(reply, rel);
  }
  return pages;
}

/** All levels as pairs of ids, in the order in which they were connected. */
export function orderOf(fake: InventoryFake): string[] {
  return fake.levels().map(({ variantId, locationId }) => `${variantId}@${locationId}`);
}
