// What each entry of a wire profile is, and where its default comes from.

import type { WireProfile } from '../src/wire/index.ts';

/** The name of an entry. */
export type Entry = Exclude<keyof WireProfile, 'version'>;

/** What each entry is, and where its default comes from. */
export const ENTRIES: { readonly [Name in Entry]: readonly [what: string, mark: string] } = {
  requestEnvelope: ['what the object of a request stands under; empty where it stands alone', 'A'],
  answerEnvelope: ['what the object of an answer stands under; empty where it stands alone', 'D'],
  list: ['what the array of a page stands under; the name before is read too', 'A'],
  variantId: ['the id of a level’s variant', 'A'],
  locationId: ['the id of its location, a warehouse', 'D'],
  productId: ['the id of the variant’s product', 'D'],
  available: ['units that can be bought', 'A'],
  committed: ['units in orders that are not yet fulfilled', 'A'],
  unavailable: ['units that are set aside', 'A'],
  incoming: ['units on their way', 'A'],
  onHand: ['units physically there', 'A'],
  updateTime: ['when the level last changed', 'A'],
  error: ['the text of an error', 'D'],
  variantFilter: ['the query parameter that filters by variants', 'A'],
  variantFilterForm: ['`one` id, several with `commas`, or it `repeats`', 'A'],
  locationFilter: ['the query parameter that filters by locations', 'A'],
  locationFilterForm: ['`one` id, several with `commas`, or it `repeats`', 'A'],
  requestNumbers: ['quantities in requests: `number` or `text`', 'A'],
  answerNumbers: [
    'quantities in the answers of a fake: `number` or `text`; the client reads both',
    'D',
  ],
  timeZone: ['the zone of times that tell none: `Z`, or an offset such as `+08:00`', 'A'],
};
