'use server';

import { StockRejectedError } from 'genstore-inventory';
import { redirect } from 'next/navigation';
import { getInventory } from '../lib/inventory.js';

/** Takes units off the shelf, as a form says. */
export async function takeUnits(form) {
  let outcome = 'taken';
  try {
    await getInventory().adjust({
      variantId: String(form.get('variantId')),
      locationId: String(form.get('locationId')),
      by: { onHand: -Number(form.get('units')) },
    });
  } catch (error) {
    if (!(error instanceof StockRejectedError)) throw error;
    outcome = 'too-many';
  }
  redirect(`/?outcome=${outcome}`);
}
