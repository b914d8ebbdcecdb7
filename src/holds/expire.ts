import { within } from '../base/check.ts';
import { argumentsTo } from '../errors/index.ts';
import type { StoreSteps } from '../store/store-steps.ts';
import type { HoldRow, HoldRows } from './hold-rows.ts';
import type { Expiry, Hold, HoldsClient, HoldsOptions } from './holds.ts';
import { keyOf } from './move-units.ts';
import { readUntil } from './read-input.ts';

/** So many holds are released at a time: their writes are sent together where they are of one level. */
const AT_A_TIME = 1000;

/** All that ending holds needs. */
interface Expiring {
  readonly rows: HoldRows;
  readonly steps: Pick<StoreSteps, 'withdraw'>;
  readonly shop: string;
  readonly client: HoldsClient;
  readonly onExpire: HoldsOptions['onExpire'];
  readonly settle: (row: HoldRow) => Promise<Hold | undefined>;
  readonly giveBack: (row: HoldRow, ended: 'released' | 'converted') => Promise<Hold>;
  readonly extend: (row: HoldRow, until: string) => Promise<HoldRow | undefined>;
}

interface Found {
  readonly released: Hold[];
  readonly extended: Hold[];
  readonly failed: { readonly hold: Hold; readonly error: unknown }[];
}

/** Ends what is past its time, and what a dead process has left half done. */
export async function expire(
  expiring: Expiring,
  signal: AbortSignal | null | undefined,
): Promise<Expiry> {
  const found: Found = { released: [], extended: [], failed: [] };
  let batch: HoldRow[] = [];
  const endBatch = async (): Promise<void> => {
    const rows = batch;
    batch = [];
    signal?.throwIfAborted();
    await Promise.all(
      rows.map(async (row) => {
        try {
          await endOne(expiring, row, found);
        } catch (error) {
          found.failed.push({ hold: row.hold, error });
        }
      }),
    );
  };
  // Listed first: those that are ended change their place in the list.
  const due: HoldRow[] = [];
  for await (const row of expiring.rows.all(true)) due.push(row);
  for (const row of due) {
    batch.push(row);
    if (batch.length >= AT_A_TIME) await endBatch();
  }
  await endBatch();
  return found;
}

async function endOne(expiring: Expiring, row: HoldRow, found: Found): Promise<void> {
  const { rows, client, onExpire, giveBack, extend } = expiring;
  const now = client.clock.now();
  switch (row.hold.state) {
    case 'reserving':
      return endReservation(expiring, row);
    case 'converting':
      await giveBack(row, 'converted');
      return;
    case 'releasing':
      found.released.push(await giveBack(row, 'released'));
      return;
    case 'held': {
      const later = await onExpire?.(row.hold);
      // Those who keep it in a database mean nothing by null.
      if (later !== undefined && later !== null) {
        const place = within(argumentsTo('onExpire'), 'its answer');
        const extended = await extend(row, readUntil(place, later, now));
        if (extended !== undefined) found.extended.push(extended.hold);
        return;
      }
      const begun = await rows.change(row, { ...row.kept, state: 'releasing' }, now);
      // Somebody else has ended it, or given it another time.
      if (begun !== undefined) found.released.push(await giveBack(begun, 'released'));
      return;
    }
    case 'released':
    case 'converted':
  }
}

/**
 * Ends a reservation that nobody has waited for: its units were taken, and so it is held; or they were
 * not, and nobody is to take them any more. It is forgotten when it is found like that a second time: a
 * process that was only slow may have asked for the units again meanwhile.
 */
async function endReservation(
  { rows, steps, shop, client, settle }: Expiring,
  row: HoldRow,
): Promise<void> {
  const [intent] = await steps.withdraw(shop, [keyOf(row, 'take')]);
  const now = client.clock.now();
  if (intent?.state === 'applied') await settle(row);
  else if (intent?.state === 'sending' || intent?.state === 'in-doubt') {
    await rows.change(row, row.kept, now);
  } else if (row.kept.isGivenUp) await rows.remove(row);
  else await rows.change(row, { ...row.kept, isGivenUp: true }, now);
}
