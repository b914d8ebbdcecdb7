import { getInventory } from '../../../lib/inventory.js';

export const dynamic = 'force-dynamic';

/** `GET /stock/107362030756584` */
export async function GET(_request, { params }) {
  const { variantId } = await params;
  const { levels } = await getInventory().query({ variantIds: [variantId] });
  return Response.json({ available: levels.reduce((sum, level) => sum + level.available, 0) });
}
