import {
  check,
  checkIterable,
  checkNumber,
  checkObject,
  checkText,
  refusal,
  within,
} from '../../base/check.ts';
import type { FieldsOf, Place } from '../../base/check.ts';
import { argument } from '../../errors/index.ts';
import { isOversell, OVERSELL, sellable } from '../../model/level.ts';
import type { Oversell } from '../../model/level.ts';
import { UNITS, WHOLE } from '../rows.ts';
import type { Rows } from '../rows.ts';
import { apportion } from './apportion.ts';

const CALL = 'allocateChannels';

/**
 * Tells how much each sales channel may show of what can be sold. The units are shared out by weight,
 * to whole units, and never twice: what all channels show and hold back together is never more than
 * what is sellable. One more unit to sell never lowers what a channel shows.
 *
 * Where units are scarce, the channels get what they need for their minimums first, in the order of
 * the list. Where two channels have the same claim to a unit, the earlier one gets it.
 *
 * @param level - a level, or a number of units. Of a level that sells without end, every channel with
 * a weight shows its cap, and must have one.
 * @returns a share for each channel, in the same order. What nobody may show is in none of them.
 * @throws InvalidInputError when an argument is wrong; `at` names the place, such as
 * `channels[1].cap`.
 *
 * @example
 * ```ts run
 * import { allocateChannels } from 'genstore-inventory/alerts';
 *
 * const shares = allocateChannels(20, [
 *   { id: 'web shop', weight: 3 },
 *   { id: 'marketplace', weight: 1, buffer: 2 },
 *   { id: 'store', weight: 1, minimum: 5 },
 * ]);
 * shares.map(({ quantity }) => quantity); // → [11, 2, 5]
 * ```
 *
 * @see https://en.wikipedia.org/wiki/Sainte-Lagu%C3%AB_method
 */
export function allocateChannels(
  level: number | SellableLevel,
  channels: Rows<SalesChannel>,
): readonly ChannelShare[] {
  const units = readUnits(CALL, level);
  const read = readChannels(CALL, channels, units);
  const claims = read.map(({ weight, minimum, buffer, cap }) => ({
    weight,
    // Its buffer is what a channel needs to show anything at all.
    least: minimum === 0 ? 0 : minimum + buffer,
    most: cap + buffer,
  }));
  const shares = apportion(units, claims);
  return read.map(({ id, buffer }, index) => {
    const share = shares[index] ?? 0;
    const held = Math.min(buffer, share);
    return { id, quantity: share - held, held };
  });
}

/** The part of a level that says how much can be sold. Levels of client and model fit. */
export interface SellableLevel {
  /** Units that can be bought; below 0 where more was sold than was there. */
  readonly available: number;
  /** Units on their way, 0 by default; they count where `oversell` is `'preorder'`. */
  readonly incoming?: number | undefined;
  /** How far available may fall below 0; `'deny'` by default. */
  readonly oversell?: Oversell | undefined;
}

/** A place that the stock is sold at, and its claim to it. Units are whole. */
export interface SalesChannel {
  /** Tells the channels apart; the share of a channel carries it. */
  readonly id: string;
  /** Its part of the stock relative to the other channels: 0, or 0.000001 to 1,000,000. */
  readonly weight: number;
  /** Units that it shows as long as there are enough, whatever its weight; 0 by default. */
  readonly minimum?: number | undefined;
  /** Units of its share that it does not show, for orders that are not known yet; 0 by default. */
  readonly buffer?: number | undefined;
  /** Units that it never shows more than; left out, there is no such bound. */
  readonly cap?: number | undefined;
}

/** The units that a channel may show. */
export interface ChannelShare {
  /** The id of the channel. */
  readonly id: string;
  /** The units that it may show. */
  readonly quantity: number;
  /** The units of its share that its buffer keeps back. */
  readonly held: number;
}

/** A channel, checked and complete. */
interface ReadChannel {
  readonly id: string;
  readonly weight: number;
  readonly minimum: number;
  readonly buffer: number;
  readonly cap: number;
}

const CHANNEL: FieldsOf<SalesChannel> = {
  id: true,
  weight: true,
  minimum: true,
  buffer: true,
  cap: true,
};
/** Other than 0. */
const WEIGHT = { from: 0.000_001, to: 1_000_000 };
/** Below the end, sums of what channels claim stay exact. */
const SHOWN = { from: 0, to: 2 ** 40, isInteger: true };

/** How many units there are to sell; infinity where a level goes on selling without end. */
function readUnits(call: string, level: number | SellableLevel): number {
  const place = argument(call, 'level');
  if (typeof level === 'number') {
    return level === Infinity ? level : Math.max(0, checkNumber(place, level, WHOLE));
  }
  checkObject(place, level, undefined, 'a number of units, or an object with available');
  const { available, incoming = 0, oversell = 'deny' } = level;
  checkNumber(within(place, 'available'), available, WHOLE);
  checkNumber(within(place, 'incoming'), incoming, UNITS);
  check(within(place, 'oversell'), isOversell(oversell), OVERSELL);
  const units = sellable({ available, incoming, oversell });
  if (units === Infinity || Number.isSafeInteger(units)) return units;
  throw refusal(place, 'one whose units, backorders included, can be counted exactly');
}

/** Checks the channels. Without end to the stock, each that has a weight needs a cap. */
function readChannels(call: string, channels: Rows<SalesChannel>, units: number): ReadChannel[] {
  const list = argument(call, 'channels');
  checkIterable(list, channels);
  const read: ReadChannel[] = [];
  const ids = new Set<string>();
  for (const channel of channels) {
    const place = within(list, read.length);
    checkObject(place, channel, CHANNEL);
    const complete = readChannel(place, channel);
    if (ids.has(complete.id)) throw refusal(within(place, 'id'), 'the id of one channel only');
    if (units === Infinity && complete.cap === Infinity && complete.weight > 0) {
      throw refusal(within(place, 'cap'), 'given, because the level sells without end');
    }
    ids.add(complete.id);
    read.push(complete);
  }
  return read;
}

function readChannel(place: Place, channel: SalesChannel): ReadChannel {
  const { id, weight, minimum = 0, buffer = 0, cap } = channel;
  checkText(within(place, 'id'), id);
  const unitsOf = (name: string, value: number): number =>
    checkNumber(within(place, name), value, SHOWN);
  const read = {
    id,
    weight: weight === 0 ? 0 : checkNumber(within(place, 'weight'), weight, WEIGHT),
    minimum: unitsOf('minimum', minimum),
    buffer: unitsOf('buffer', buffer),
    cap: cap === undefined ? Infinity : unitsOf('cap', cap),
  };
  check(within(place, 'cap'), read.cap >= read.minimum, `${read.minimum} or more, the minimum`);
  return read;
}
