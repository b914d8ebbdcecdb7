/**
 * Items in the ascending order of a number that each of them has. Copies share what they have in
 * common: a copy costs the same however many items there are, and the first change after it copies
 * one chunk of them.
 */
export interface SequenceList<Item> {
  find(sequence: number): Item | undefined;
  /** Stores an item, in the place of the one that has its number. */
  put(item: Item): void;
  remove(sequence: number): void;
  /** The items from a number on, upwards, or those before it, downwards. */
  walk(sequence: number, side: 'from' | 'before'): Iterable<Item>;
  /** A list of its own with the same items. */
  copy(): SequenceList<Item>;
}

/** Marks what a list made itself, and may therefore change. */
type Owner = object;

/** Some items in their order, never none. */
interface Chunk<Item> {
  readonly owner: Owner;
  readonly items: Item[];
}

/** Of a million items, a first change copies one chunk, and the list of the 2,000 chunks. */
const CHUNK_SIZE = 512;

/** Makes a list of items that have their number by a function, and are in their order. */
export function sequenceList<Item>(
  sequenceOf: (item: Item) => number,
  items: readonly Item[] = [],
): SequenceList<Item> {
  const owner: Owner = {};
  const chunks: Chunk<Item>[] = [];
  for (let at = 0; at < items.length; at += CHUNK_SIZE) {
    chunks.push({ owner, items: items.slice(at, at + CHUNK_SIZE) });
  }
  return listOf(chunks, sequenceOf);
}

function listOf<Item>(
  given: Chunk<Item>[],
  sequenceOf: (item: Item) => number,
): SequenceList<Item> {
  let chunks = given;
  let owner: Owner = {};
  let chunksOwner: Owner | undefined;

  const ownChunks = (): Chunk<Item>[] => {
    if (chunksOwner !== owner) {
      chunks = [...chunks];
      chunksOwner = owner;
    }
    return chunks;
  };
  const ownItems = (at: number): Item[] => {
    const own = ownChunks();
    let chunk = own[at];
    if (chunk?.owner !== owner) {
      chunk = { owner, items: [...(chunk?.items ?? [])] };
      own[at] = chunk;
    }
    return chunk.items;
  };
  /** Where an item is, or would be: in the last chunk that does not begin behind it. */
  const locate = (sequence: number): { readonly at: number; readonly index: number } => {
    const after = lowerBound(chunks, sequence + 1, ({ items }) => sequenceOf(items[0] as Item));
    const at = Math.max(0, after - 1);
    return { at, index: lowerBound(chunks[at]?.items ?? [], sequence, sequenceOf) };
  };
  const isAt = (sequence: number, item: Item | undefined): item is Item =>
    item !== undefined && sequenceOf(item) === sequence;

  return {
    find: (sequence) => {
      const { at, index } = locate(sequence);
      const item = chunks[at]?.items[index];
      return isAt(sequence, item) ? item : undefined;
    },
    put: (item) => {
      const sequence = sequenceOf(item);
      const { at, index } = locate(sequence);
      const items = chunks[at]?.items ?? [];
      if (isAt(sequence, items[index])) ownItems(at)[index] = item;
      else if (index < items.length) ownItems(at).splice(index, 0, item);
      else if (items.length < CHUNK_SIZE) ownItems(at).push(item);
      else ownChunks().splice(at + 1, 0, { owner, items: [item] });
    },
    remove: (sequence) => {
      const { at, index } = locate(sequence);
      if (!isAt(sequence, chunks[at]?.items[index])) return;
      const items = ownItems(at);
      items.splice(index, 1);
      if (items.length === 0) ownChunks().splice(at, 1);
    },
    *walk(sequence, side) {
      const { at, index } = locate(sequence);
      if (side === 'from') {
        for (let next = at; next < chunks.length; next += 1) {
          const items = chunks[next]?.items ?? [];
          for (let i = next === at ? index : 0; i < items.length; i += 1) yield items[i] as Item;
        }
      } else {
        for (let next = at; next >= 0; next -= 1) {
          const items = chunks[next]?.items ?? [];
          for (let i = (next === at ? index : items.length) - 1; i >= 0; i -= 1) {
            yield items[i] as Item;
          }
        }
      }
    },
    copy: () => {
      // From now on neither may change the chunks that both have.
      owner = {};
      return listOf(chunks, sequenceOf);
    },
  };
}

/** The index of the first item whose number is not below the given one. */
function lowerBound<Item>(
  items: readonly Item[],
  sequence: number,
  sequenceOf: (item: Item) => number,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sequenceOf(items[middle] as Item) < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}
