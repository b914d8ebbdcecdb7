import type { RecordStore, StoreRecord } from '../../store/records.ts';
import type { ProjectorFact } from './facts.ts';
import { FACT_KINDS, joinFacts, recordOf } from './kept-facts.ts';
import type { FactRecord } from './kept-facts.ts';

const PAGE = 200;

/** Facts of a shop's projection in a store, which processes share. */
export interface FactStore {
  /** Joins facts to those that are kept, and tells all of the records that they went into. */
  readonly keep: (facts: readonly ProjectorFact[]) => Promise<readonly ProjectorFact[]>;
  /** The facts of all records that were written since this was asked before. */
  readonly news: () => AsyncGenerator<readonly ProjectorFact[], void, undefined>;
  /** Removes facts from the records that they are in. */
  readonly drop: (record: FactRecord, isDropped: (fact: ProjectorFact) => boolean) => Promise<void>;
}

/** Keeps facts as records of a store. */
export function createFactStore(records: RecordStore, shop: string): FactStore {
  const seen = new Map<FactRecord['kind'], number>();

  const find = async ({ kind, key }: FactRecord): Promise<StoreRecord | undefined> => {
    const [record] = await records.getRecords(kind, shop, [key]);
    return record;
  };

  /** Changes a record until nobody else has changed it meanwhile. */
  const change = async (
    place: FactRecord,
    next: (known: readonly ProjectorFact[]) => readonly ProjectorFact[] | undefined,
  ): Promise<readonly ProjectorFact[]> => {
    const { kind, key } = place;
    let record = await find(place);
    for (;;) {
      const known = factsOf(record);
      const facts = next(known);
      if (facts === undefined) return known;
      if (facts.length === 0) {
        if (record === undefined) return facts;
        if (await records.removeRecord(kind, shop, key, record.version)) return facts;
        record = await find(place);
        continue;
      }
      const condition = record === undefined ? 'absent' : { version: record.version };
      const put = await records.putRecord(kind, shop, { key, value: facts }, condition);
      if (put.isWritten) return facts;
      ({ record } = put);
    }
  };

  return {
    keep: async (facts) => {
      const groups = new Map<string, { place: FactRecord; facts: ProjectorFact[] }>();
      for (const fact of facts) {
        const place = recordOf(fact);
        const name = `${place.kind} ${place.key}`;
        const group = groups.get(name) ?? { place, facts: [] };
        groups.set(name, group);
        group.facts.push(fact);
      }
      const kept: ProjectorFact[] = [];
      for (const { place, facts: given } of groups.values()) {
        for (const fact of await change(place, (known) => joinFacts(known, given))) kept.push(fact);
      }
      return kept;
    },
    news: async function* () {
      for (const kind of FACT_KINDS) {
        for (;;) {
          const options = { after: seen.get(kind) ?? 0, limit: PAGE };
          const page = await records.listRecords(kind, shop, options);
          for (const record of page) {
            yield factsOf(record);
            seen.set(kind, record.version);
          }
          if (page.length < PAGE) break;
        }
      }
    },
    drop: async (place, isDropped) => {
      await change(place, (known) => {
        const left = known.filter((fact) => !isDropped(fact));
        return left.length === known.length ? undefined : left;
      });
    },
  };
}

function factsOf(record: StoreRecord | undefined): readonly ProjectorFact[] {
  return (record?.value ?? []) as readonly ProjectorFact[];
}
