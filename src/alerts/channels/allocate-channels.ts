import { isOversell, sellable } from '../../model/level.ts';
import type { Oversell } from '../../model/level.ts';
import { checkObject, readId, readIterable, readNumber, refusal, within } from '../check.ts';
import type { Place } from '../check.ts';
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
  channels: Iterable<SalesChannel>,
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

/** What of a level says how much can be sold. The levels of the client and of the model fit. */
export interface SellableLevel {
  readonly available: number;
  /** 0 by default; counts where `oversell` is `'preorder'`. */
  readonly incoming?: number;
  /** `'deny'` by default. */
  readonly oversell?: Oversell;
}

/** A place that the stock is sold at, and its claim to it. Units are whole. */
export interface SalesChannel {
  /** Tells the channels apart; the share of a channel carries it. */
  readonly id: string;
  /** Its part of the stock relative to the other channels: 0, or 0.000001 to 1,000,000. */
  readonly weight: number;
  /** Units that it shows as long as there are enough, whatever its weight; 0 by default. */
  readonly minimum?: number;
  /** Units of its share that it does not show, for orders that are not known yet; 0 by default. */
  readonly buffer?: number;
  /** Units that it never shows more than; left out, there is no such bound. */
  readonly cap?: number;
}

/** What a channel may show. */
export interface ChannelShare {
  /** The id of the channel. */
  readonly id: string;
  /** The units that it may show. */
  readonly quantity: number;
  /** The units of its share that its buffer keeps back. */
  readonly held: number;
}

/** A channel, checked and complete. */
export type ReadChannel = Required<SalesChannel>;

const CHANNEL_NAMES = ['id', 'weight', 'minimum', 'buffer', 'cap'];
const LIGHTEST = 0.000_001;
const HEAVIEST = 1_000_000;
/** Below it, sums of what channels claim stay exact. */
const MOST_UNITS = 2 ** 40;

/** How many units there are to sell; infinity where a level goes on selling without end. */
export function readUnits(call: string, level: number | SellableLevel): number {
  const place = { call, name: 'level' };
  const whole = { from: Number.MIN_SAFE_INTEGER, isInteger: true };
  if (typeof level === 'number') {
    return level === Infinity ? level : Math.max(0, readNumber(place, level, whole));
  }
  checkObject(place, level);
  const { available, incoming = 0, oversell = 'deny' } = level;
  readNumber(within(place, 'available'), available, whole);
  readNumber(within(place, 'incoming'), incoming, { from: 0, isInteger: true });
  if (!isOversell(oversell)) throw refusal(within(place, 'oversell'), 'a policy of the model');
  const units = sellable({ available, incoming, oversell });
  if (units === Infinity || Number.isSafeInteger(units)) return units;
  throw refusal(place, 'one whose units, backorders included, can be counted exactly');
}

/** Checks the channels. Without end to the stock, each that has a weight needs a cap. */
export function readChannels(
  call: string,
  channels: Iterable<SalesChannel>,
  units: number,
): ReadChannel[] {
  const list = { call, name: 'channels' };
  const read: ReadChannel[] = [];
  const ids = new Set<string>();
  for (const channel of readIterable(list, channels)) {
    const place = within(list, read.length);
    checkObject(place, channel, CHANNEL_NAMES);
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
  const { minimum = 0, buffer = 0, cap } = channel;
  const units = { from: 0, to: MOST_UNITS, isInteger: true };
  const id = readId(within(place, 'id'), channel.id);
  const weight = channel.weight === 0 ? 0 : readWeight(within(place, 'weight'), channel.weight);
  const read = {
    minimum: readNumber(within(place, 'minimum'), minimum, units),
    buffer: readNumber(within(place, 'buffer'), buffer, units),
    cap: cap === undefined ? Infinity : readNumber(within(place, 'cap'), cap, units),
  };
  if (read.cap < read.minimum) {
    throw refusal(within(place, 'cap'), `${read.minimum} or more, the minimum`);
  }
  return { id, weight, ...read };
}

function readWeight(place: Place, weight: number): number {
  return readNumber(place, weight, { from: LIGHTEST, to: HEAVIEST });
}
