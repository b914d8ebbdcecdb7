import { levelKey } from '../../model/index.ts';
import type { RecordStore } from '../../store/records.ts';
import { createFactStore } from './fact-store.ts';
import type { ProjectorFact, ReadingFact } from './facts.ts';
import { healingQueries } from './gaps.ts';
import type { ProjectionGap } from './gaps.ts';
import { recordOfPlace } from './kept-facts.ts';
import type { PlaceIds } from './kept-facts.ts';
import type { StoredOrderProjector } from './order-projector.ts';
import { createProjection } from './projection.ts';
import {
  factOf,
  readAge,
  readAllLevels,
  readForgotten,
  readHealing,
  readLevels,
} from './read-facts.ts';

/** So many levels of a complete reading are kept together. */
const BATCH = 50_000;
/** After so long without its end, the healing of a gap is left to others. */
const HEALING_MS = 60_000;

/** Makes a projector whose facts are kept, and shared with all others of the shop on the store. */
export function createStoredProjector(
  records: RecordStore,
  shop: string,
  fallback: string | undefined,
): StoredOrderProjector {
  const projection = createProjection(fallback);
  const store = createFactStore(records, shop);
  const takeAll = (facts: Iterable<ProjectorFact>): void => {
    for (const fact of facts) projection.take(fact);
  };
  const keep = async (facts: readonly ProjectorFact[]): Promise<void> => {
    takeAll(await store.keep(facts));
  };
  const refresh = async (): Promise<void> => {
    for await (const facts of store.news()) takeAll(facts);
  };

  /** Takes levels in as they come, and tells which they were. */
  const keepStream = async (facts: AsyncIterable<ReadingFact>): Promise<Set<string>> => {
    const keys = new Set<string>();
    let batch: ReadingFact[] = [];
    for await (const fact of facts) {
      keys.add(levelKey(fact.variantId, fact.locationId));
      batch.push(fact);
      if (batch.length < BATCH) continue;
      await keep(batch);
      batch = [];
    }
    await keep(batch);
    return keys;
  };

  /** Of some gaps those that nobody else is healing: they are this process's for a while. */
  const claim = async (gaps: readonly ProjectionGap[]): Promise<readonly ProjectionGap[]> => {
    const claimed: ProjectionGap[] = [];
    for (const gap of gaps) {
      const record = {
        key: JSON.stringify(gap),
        value: null,
        dueInMs: HEALING_MS,
        forgetInMs: HEALING_MS,
      };
      const put = await records.putRecord('projector-healing', shop, record, 'absent-or-due');
      if (put.isWritten) claimed.push(gap);
    }
    return claimed;
  };

  const { level, levels, order, gaps } = projection;
  return Object.freeze<StoredOrderProjector>({
    add: async (event) => {
      const fact = factOf(event);
      if (fact === undefined) return 'ignored';
      const facts = await store.keep([fact]);
      // Others may have told more of the order; the answer is about this event.
      const projected = projection.take(fact);
      takeAll(facts);
      return projected;
    },
    observe: (given, read) => keep(readLevels(given, read)),
    observeAll: async (given, read) => {
      const { asked, locationIds, facts } = readAllLevels(given, read);
      const keys = await keepStream(facts);
      await refresh();
      await keep(projection.absences(keys, locationIds, asked));
      return keys.size;
    },
    forget: async (place, read) => {
      const at = readForgotten(place, read);
      await refresh();
      const fact = projection.absence(place, at);
      if (fact !== undefined) await keep([fact]);
    },
    refresh,
    heal: async (client, options) => {
      const signal = readHealing(client, options);
      await refresh();
      const claimed = await claim(gaps());
      // Before the questions, so that no answer is older.
      const at = new Date(client.clock.now());
      const found = new Set<string>();
      for (const query of healingQueries(claimed)) {
        const levelsFound = client.query(query, {
          priority: 'background',
          ...(signal !== undefined && { signal }),
        });
        for (const key of await keepStream(readAllLevels(levelsFound, { at }).facts))
          found.add(key);
      }
      const gone = claimed
        .filter((gap) => 'variantId' in gap)
        .filter(({ variantId, locationId }) => !found.has(levelKey(variantId, locationId)))
        .flatMap((place) => projection.absence(place, at.getTime()) ?? []);
      await keep(gone);
      return gaps();
    },
    compact: async (until) => {
      const age = readAge(until);
      await refresh();
      const { orderIds, refundKeys, places, until: youngest } = projection.compact(age);
      // First the mark: an order that is gone must never look as if it had not been there.
      if (orderIds.size > 0) await store.keep([{ kind: 'forgotten', until: youngest }]);
      for (const key of orderIds) await store.drop({ kind: 'projector-orders', key }, () => true);
      for (const key of refundKeys) {
        await store.drop({ kind: 'projector-refunds', key }, () => true);
      }
      for (const place of places) {
        const isThis = (fact: ProjectorFact): boolean =>
          fact.kind === 'reading' && isSamePlace(fact, place) && fact.reading.isGone;
        await store.drop(recordOfPlace(place), isThis);
      }
      return orderIds.size;
    },
    level,
    levels,
    order,
    gaps,
  });
}

function isSamePlace(one: PlaceIds, other: PlaceIds): boolean {
  return one.variantId === other.variantId && one.locationId === other.locationId;
}
