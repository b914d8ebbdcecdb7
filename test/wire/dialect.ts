import type { WireProfile } from '../../src/wire/index.ts';

/** A platform that calls everything by another name than the default, and chooses otherwise. */
export const DIALECT: Omit<WireProfile, 'version'> = {
  requestEnvelope: 'payload.inventory_level',
  answerEnvelope: 'data.inventory_level',
  list: 'data.inventory_levels',
  variantId: 'variant_id',
  locationId: 'warehouse.id',
  productId: 'product_id',
  available: 'stock.sellable',
  committed: 'stock.reserved',
  unavailable: 'stock.held.all',
  incoming: 'in_transit',
  onHand: 'stock.total',
  updateTime: 'updated_at',
  error: 'problem.text',
  variantFilter: 'variant_ids[]',
  variantFilterForm: 'repeats',
  locationFilter: 'warehouse',
  locationFilterForm: 'repeats',
  requestNumbers: 'text',
  answerNumbers: 'number',
  timeZone: '+08:00',
};
