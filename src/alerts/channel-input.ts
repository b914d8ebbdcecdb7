import { isOversell, sellable } from '../model/level.ts';
import type { Oversell } from '../model/level.ts';
import { checkObject, readId, readIterable, readNumber, refusal, within } from './check.ts';
import type { Place } from './check.ts';

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
