import { cowMap } from './cow-map.ts';
import type { CowMap } from './cow-map.ts';
import { log } from './log.ts';
import type { Log } from './log.ts';

/** Things with an id, in the order in which they came. Copies are cheap. */
export interface Documents<Item> {
  get(id: string): Item | undefined;
  /** Stores a thing as it is now, at the end where it is new. */
  put(id: string, item: Item): void;
  all(): readonly Item[];
  copy(): Documents<Item>;
}

/** Makes an empty store. */
export function documents<Item>(
  byId: CowMap<Item> = cowMap(),
  ids: Log<string> = log(),
): Documents<Item> {
  return {
    get: (id) => byId.get(id),
    put: (id, item) => {
      if (!byId.has(id)) ids.push(id);
      byId.set(id, item);
    },
    all: () => ids.all().map((id) => byId.get(id) as Item),
    copy: () => documents(byId.copy(), ids.copy()),
  };
}
