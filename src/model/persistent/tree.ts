/** Marks the nodes that one draft made itself, and may therefore change in place. */
export type Owner = object;

/** The items of a leaf are what is stored; those of the nodes above are nodes. Undefined is nothing. */
interface Node {
  readonly owner: Owner;
  readonly items: unknown[];
}

/** Items by their numbers. A change copies the nodes on the way to the item, and shares all others. */
export interface Tree {
  readonly root: Node | undefined;
  /** How many bits of a number are told apart below the root. */
  readonly bits: number;
}

const BITS = 5;
const MASK = 2 ** BITS - 1;

/** A tree without items. It becomes deeper for larger numbers. */
export const EMPTY_TREE: Tree = { root: undefined, bits: 0 };

/** The item of a number. */
export function itemAt({ root, bits }: Tree, number: number): unknown {
  if (number >>> bits > MASK) return undefined;
  let item: unknown = root;
  for (let below = bits; below >= 0 && item !== undefined; below -= BITS) {
    item = (item as Node).items[(number >>> below) & MASK];
  }
  return item;
}

/** Stores an item, or with undefined removes it. */
export function withItem(tree: Tree, number: number, item: unknown, owner: Owner): Tree {
  let { root, bits } = tree;
  for (; number >>> bits > MASK; bits += BITS) root &&= { owner, items: [root] };
  return { root: put(root, bits, number, item, owner), bits };
}

/** The items of one leaf after the other, in the order of their numbers. */
export function* leavesOf({ root, bits }: Tree): Generator<readonly unknown[], undefined> {
  if (root === undefined) return;
  if (bits === 0) yield root.items;
  else for (const node of root.items) yield* leavesOf({ root: node as Node, bits: bits - BITS });
}

function put(
  node: Node | undefined,
  bits: number,
  number: number,
  item: unknown,
  owner: Owner,
): Node | undefined {
  const own = node?.owner === owner ? node : { owner, items: node?.items.slice() ?? [] };
  const { items } = own;
  const at = (number >>> bits) & MASK;
  // Without holes an array is faster.
  while (items.length < at) items.push(undefined);
  const below = items[at] as Node | undefined;
  items[at] = bits === 0 ? item : put(below, bits - BITS, number, item, owner);
  return items[at] === undefined && items.every((each) => each === undefined) ? undefined : own;
}
