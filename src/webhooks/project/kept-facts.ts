import { levelKey } from '../../model/index.ts';
import type { ProjectorFact } from './facts.ts';
import { joinReadings } from './level-record.ts';
import { keyOfRefund } from './refunds.ts';

/** A record of a store that holds facts, and joins those that come to it. */
export interface FactRecord {
  readonly kind: (typeof FACT_KINDS)[number];
  readonly key: string;
}

/** The ids that name a level. */
export interface PlaceIds {
  readonly variantId: string;
  readonly locationId: string;
}

/** The kinds of records, in the sequence in which a restart reads them. */
export const FACT_KINDS = [
  'projector-forgotten',
  'projector-readings',
  'projector-orders',
  'projector-refunds',
] as const;

/** So many records share the levels of a shop: few to read at a start, and each soon written. */
const SHELVES = 512;

/** The record that a fact belongs into. */
export function recordOf(fact: ProjectorFact): FactRecord {
  switch (fact.kind) {
    case 'order':
      return { kind: 'projector-orders', key: fact.orderId };
    case 'refund':
      return { kind: 'projector-refunds', key: keyOfRefund(fact.refund) };
    case 'reading':
      return recordOfPlace(fact);
    case 'forgotten':
      return { kind: 'projector-forgotten', key: 'until' };
  }
}

/** The record that holds the reading of a level, among others: they are spread evenly. */
export function recordOfPlace(place: PlaceIds): FactRecord {
  const { variantId, locationId } = place;
  let hash = 0x811c9dc5;
  for (const character of levelKey(variantId, locationId)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return { kind: 'projector-readings', key: String((hash >>> 8) % SHELVES) };
}

/** The name of a fact within its record: of two facts of a name, one joins the other. */
function nameOf(fact: ProjectorFact): string {
  switch (fact.kind) {
    case 'order':
      return JSON.stringify(fact.telling);
    case 'refund':
      return JSON.stringify(fact.refund);
    case 'reading':
      return levelKey(fact.variantId, fact.locationId);
    case 'forgotten':
      return fact.kind;
  }
}

function join(known: ProjectorFact | undefined, given: ProjectorFact): ProjectorFact {
  if (known?.kind === 'reading' && given.kind === 'reading') {
    return { ...given, reading: joinReadings(known.reading, given.reading) };
  }
  if (known?.kind === 'forgotten' && given.kind === 'forgotten') {
    return known.until > given.until ? known : given;
  }
  return known ?? given;
}

/** A record's facts and those that come to it; undefined where these say nothing new. */
export function joinFacts(
  known: readonly ProjectorFact[],
  given: readonly ProjectorFact[],
): readonly ProjectorFact[] | undefined {
  const facts = new Map(known.map((fact) => [nameOf(fact), fact]));
  let isNew = false;
  for (const fact of given) {
    const name = nameOf(fact);
    const before = facts.get(name);
    const after = join(before, fact);
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    facts.set(name, after);
    isNew = true;
  }
  return isNew ? [...facts.values()] : undefined;
}
