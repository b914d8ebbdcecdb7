import { sequenceList } from './sequence-list.ts';
import type { SequenceList } from './sequence-list.ts';

/** A list that only grows. Copies are cheap. */
export interface Log<Item> {
  push(item: Item): void;
  /** All items, from the first to the last. */
  all(): Item[];
  /** The items from the last to the first. */
  backwards(): Iterable<Item>;
  /** A log of its own with the same items. */
  copy(): Log<Item>;
}

interface Line<Item> {
  readonly index: number;
  readonly item: Item;
}

/** Makes an empty log. */
export function log<Item>(
  lines: SequenceList<Line<Item>> = sequenceList(({ index }) => index),
  length = 0,
): Log<Item> {
  return {
    push: (item) => {
      lines.put({ index: length, item });
      length += 1;
    },
    all: () => Array.from(lines.walk(0, 'from'), ({ item }) => item),
    *backwards() {
      for (const { item } of lines.walk(length, 'before')) yield item;
    },
    copy: () => log(lines.copy(), length),
  };
}
