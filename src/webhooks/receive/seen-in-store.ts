import type { RecordStore, StoreRecord } from '../../store/records.ts';
import type { DeliveryClaim, SeenDeliveries } from './deliveries.ts';

const KIND = 'delivery';
/** A delivery's id tells its shop. */
const ALL_SHOPS = '*';

interface Delivery {
  readonly attempt: number;
  readonly isHandled: boolean;
}

/** Keeps claims in a store, which all receivers on it share. Handled deliveries are kept for a time. */
export function seenInStore(records: RecordStore, claimMs: number, keepMs: number): SeenDeliveries {
  const claimAnew = async (
    key: string,
    attempt: number,
    version: number | undefined,
  ): Promise<{ readonly isWritten: boolean; readonly record: StoreRecord | undefined }> => {
    const value: Delivery = { attempt, isHandled: false };
    const record = { key, value, dueInMs: claimMs, forgetInMs: claimMs + keepMs };
    return records.putRecord(
      KIND,
      ALL_SHOPS,
      record,
      version === undefined ? 'absent' : { version },
    );
  };
  return {
    claim: async (id): Promise<DeliveryClaim> => {
      let attempt = 1;
      let put = await claimAnew(id, attempt, undefined);
      while (!put.isWritten) {
        const { record } = put;
        const { value, isDue, version } = record ?? {};
        const known = value as Delivery | undefined;
        if (known?.isHandled === true) return { state: 'handled' };
        if (record !== undefined && isDue !== true) return { state: 'busy' };
        attempt = (known?.attempt ?? 0) + 1;
        put = await claimAnew(id, attempt, version);
      }
      return { state: 'claimed', attempt };
    },
    settle: async (id, attempt, outcome) => {
      const [record] = await records.getRecords(KIND, ALL_SHOPS, [id]);
      const known = record?.value as Delivery | undefined;
      if (record === undefined || known?.attempt !== attempt || known.isHandled) return;
      const isHandled = outcome === 'handled';
      const value: Delivery = { attempt, isHandled };
      const next = { key: id, value, forgetInMs: keepMs, ...(!isHandled && { dueInMs: 0 }) };
      await records.putRecord(KIND, ALL_SHOPS, next, { version: record.version });
    },
  };
}
