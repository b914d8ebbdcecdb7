import { apportion } from './apportion.ts';
import { readChannels, readUnits } from './channel-input.ts';
import type { ChannelShare, SalesChannel, SellableLevel } from './channel-input.ts';

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
