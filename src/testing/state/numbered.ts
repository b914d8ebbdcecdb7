import { EMPTY_TREE, itemAt, leavesOf, withItem } from '../../model/persistent/tree.ts';
import type { Owner, Tree } from '../../model/persistent/tree.ts';

/** Items by their numbers, in the model's tree: a copy costs nothing, and a change a few nodes. */
export class Numbered<Item extends object | symbol> {
  private tree: Tree;
  private owner: Owner = {};

  constructor(tree = EMPTY_TREE) {
    this.tree = tree;
  }

  get(number: number): Item | undefined {
    return itemAt(this.tree, number) as Item | undefined;
  }

  set(number: number, item: Item): void {
    this.tree = withItem(this.tree, number, item, this.owner);
  }

  /** All items, in the order of their numbers. */
  values(): Item[] {
    return [...leavesOf(this.tree)].flat().filter((item) => item !== undefined) as Item[];
  }

  /** The same items, to be changed apart from these. */
  copy(): Numbered<Item> {
    // From now on neither may change the nodes that both have.
    this.owner = {};
    return new Numbered(this.tree);
  }
}
