import { isSignal } from '../base/abort.ts';
import {
  check,
  checkChoice,
  checkFunction,
  checkIterable,
  checkMethods,
  checkObject,
  within,
} from '../base/check.ts';
import type { FieldsOf } from '../base/check.ts';
import type { InventoryClient } from '../client/index.ts';
import { argumentsTo, HoldStateError, StockRejectedError } from '../errors/index.ts';
import { shopOf } from '../store/shop-of.ts';
import { stepsOf } from '../store/steps-of.ts';
import { expire } from './expire.ts';
import { holdRows } from './hold-rows.ts';
import type { HoldRow, KeptHold } from './hold-rows.ts';
import type { Hold, Holds, HoldsOptions, HoldState } from './holds.ts';
import { moveUnits } from './move-units.ts';
import { checkHoldKey, readHold, readUntil } from './read-input.ts';
import { startReleasing } from './start.ts';

const OPTIONS: FieldsOf<HoldsOptions> = { client: true, store: true, onExpire: true };
const STATES: readonly HoldState[] = [
  'reserving',
  'held',
  'releasing',
  'converting',
  'released',
  'converted',
];

/** The two ways in which a hold ends, and the states on the way there. */
const ENDS = {
  release: { under: 'releasing', ended: 'released' },
  convert: { under: 'converting', ended: 'converted' },
} as const satisfies Record<string, { under: HoldState; ended: HoldState }>;

/**
 * Makes a shop's reservations. Several processes each make their own, on the same store; so may one that
 * only releases what is past its time.
 *
 * A hold costs about two requests, and a shop has two a second: it is for a quote, a shelf for pick-up, a
 * drop for few, and not for every cart.
 *
 * @throws InvalidInputError when an option is wrong.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { createHolds } from 'genstore-inventory/holds';
 * import { memoryStore } from 'genstore-inventory/store';
 *
 * const store = memoryStore(); // sqliteStore or postgresStore, to outlive the process
 * const client = new InventoryClient({ shop: 'acme', accessToken: 'test-token', store });
 * const holds = createHolds({ client, store });
 * const place = { variantId: '107362030756585', locationId: '50003' };
 * const until = new Date(client.clock.now() + 24 * 3_600_000);
 * const hold = await holds.hold({ ...place, key: 'quote-17', quantity: 2, until });
 * hold.state; // → 'held'
 * await holds.convertToOrder('quote-17'); // and then place the order
 * ```
 */
export function createHolds(options: HoldsOptions): Holds {
  const creation = argumentsTo('createHolds');
  checkObject(creation, options, OPTIONS, 'an object with client and store');
  const { client, store, onExpire } = options;
  checkMethods(within(creation, 'client'), client, ['adjust']);
  const steps = stepsOf(store);
  check(within(creation, 'store'), steps !== undefined, 'a store, such as memoryStore() makes');
  const hasStore = (client as Partial<InventoryClient>).hasStore !== false;
  check(within(creation, 'client'), hasStore, 'one with the same store, by its option store');
  if (onExpire !== undefined) checkFunction(within(creation, 'onExpire'), onExpire);
  const { clock } = client;
  const shop = shopOf(client.baseUrl);
  const rows = holdRows(steps, shop);
  const now = (): number => clock.now();

  /**
   * Says that the units of a reservation were taken. Where its key stands for another one by now, they
   * are given back, and nothing is said.
   */
  const settle = async (found: HoldRow): Promise<Hold | undefined> => {
    let row: HoldRow | undefined = found;
    for (;;) {
      if (row !== undefined && row.kept.id !== found.kept.id) {
        await moveUnits(client, found, 'give-back');
        return undefined;
      }
      if (row !== undefined && row.hold.state !== 'reserving') return row.hold;
      const { isGivenUp: _, ...kept } = (row ?? found).kept;
      const held: KeptHold = { ...kept, state: 'held' };
      // Somebody may have given the reservation up, and forgotten it, while its units were taken.
      const next: HoldRow | undefined =
        row === undefined
          ? (await rows.add(found.hold.key, held, now())).row
          : await rows.change(row, held, now());
      row = next ?? (await rows.find(found.hold.key));
    }
  };

  const reserve = async (row: HoldRow): Promise<Hold | undefined> => {
    try {
      await moveUnits(client, row, 'take');
    } catch (error) {
      if (error instanceof StockRejectedError) await rows.remove(row);
      throw error;
    }
    return settle(row);
  };

  const end = async (key: string, way: keyof typeof ENDS): Promise<Hold> => {
    const { under, ended } = ENDS[way];
    checkHoldKey(argumentsTo(way === 'release' ? 'release' : 'convertToOrder'), key);
    for (;;) {
      const row = await rows.find(key);
      if (row?.hold.state === ended) return row.hold;
      if (row?.hold.state !== 'held' && row?.hold.state !== under) throw refusal(key, row);
      // This one transition decides between whoever wants to end the hold.
      const begun =
        row.hold.state === under
          ? row
          : await rows.change(row, { ...row.kept, state: under }, now());
      if (begun === undefined) continue;
      return giveBack(begun, ended);
    }
  };

  /** Gives units back, and says so; where the model refuses that, the hold stays. */
  const giveBack = async (row: HoldRow, ended: 'released' | 'converted'): Promise<Hold> => {
    try {
      await moveUnits(client, row, 'give-back');
    } catch (error) {
      if (error instanceof StockRejectedError) {
        await rows.change(row, { ...row.kept, state: 'held' }, now());
      }
      throw error;
    }
    const done = await rows.change(row, { ...row.kept, state: ended }, now());
    // Whoever else was at it has said the same.
    return (done ?? (await rows.find(row.hold.key)))?.hold ?? { ...row.hold, state: ended };
  };

  const extend = async (row: HoldRow, until: string): Promise<HoldRow | undefined> =>
    rows.change(row, { ...row.kept, until }, now());

  const releaseExpired: Holds['releaseExpired'] = async (asked = {}) => {
    const place = argumentsTo('releaseExpired');
    const given: unknown = asked;
    checkObject(place, given, { signal: true }, 'an object, or left out');
    const { signal } = asked;
    check(within(place, 'signal'), isSignal(signal), 'an AbortSignal');
    return expire({ rows, steps, shop, client, onExpire, settle, giveBack, extend }, signal);
  };

  return Object.freeze<Holds>({
    hold: async (input) => {
      const { key, ...wanted } = readHold(input, now());
      for (;;) {
        const { row } = await rows.add(
          key,
          { ...wanted, id: crypto.randomUUID(), state: 'reserving' },
          now(),
        );
        if (row === undefined) throw refusal(key, undefined);
        const isSame =
          row.hold.variantId === wanted.variantId &&
          row.hold.locationId === wanted.locationId &&
          row.hold.quantity === wanted.quantity;
        const expected = 'one that no hold of other units has';
        check(within(argumentsTo('hold'), 'key'), isSame, expected);
        if (row.hold.state === 'held') return row.hold;
        if (row.hold.state !== 'reserving') throw refusal(key, row);
        const held = await reserve(row);
        if (held !== undefined) return held;
      }
    },
    release: (key) => end(key, 'release'),
    convertToOrder: (key) => end(key, 'convert'),
    extend: async (key, until) => {
      const place = argumentsTo('extend');
      checkHoldKey(place, key);
      const later = readUntil(within(place, 'until'), until, now());
      for (;;) {
        const row = await rows.find(key);
        if (row?.hold.state !== 'held') throw refusal(key, row);
        const extended = await extend(row, later);
        if (extended !== undefined) return extended.hold;
      }
    },
    get: async (key) => {
      checkHoldKey(argumentsTo('get'), key);
      return (await rows.find(key))?.hold;
    },
    list: (listed = {}) => {
      const place = argumentsTo('list');
      const given: unknown = listed;
      checkObject(place, given, { states: true });
      const { states } = listed;
      if (states !== undefined) checkIterable(within(place, 'states'), states);
      for (const state of states ?? []) checkChoice(within(place, 'states'), state, STATES);
      return listOf(states === undefined ? undefined : new Set(states));
    },
    releaseExpired,
    start: (started) => startReleasing(releaseExpired, clock, started),
  });

  async function* listOf(states: ReadonlySet<HoldState> | undefined): AsyncGenerator<Hold> {
    for await (const { hold } of rows.all(false)) {
      if (states === undefined || states.has(hold.state)) yield hold;
    }
  }
}

function refusal(key: string, row: HoldRow | undefined): HoldStateError {
  return new HoldStateError(key, row?.hold.state);
}
