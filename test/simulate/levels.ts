import type { Place } from '../../src/store/writer/carrier.ts';
import type { IntentContent } from '../../src/store/intent.ts';
import type { Random } from './random.ts';

/**
 * What a level is like. What others move there is never by itself what a write of ours moves, since
 * that cannot be told apart: the fifth of the five sentences. So where the judgement goes by on-hand,
 * others move it in thousands, and where a write overwrites orders, orders come in thousands too.
 */
type Kind = 'on-hand' | 'available' | 'hold' | 'mixed' | 'scarce' | 'new';

export interface Level extends Place {
  readonly kind: Kind;
  readonly units: number;
}

const KINDS: readonly Kind[] = [
  'on-hand',
  'on-hand',
  'available',
  'hold',
  'mixed',
  'mixed',
  'scarce',
  'scarce',
  'new',
];

/** The levels of a shop. */
export const LEVELS: readonly Level[] = KINDS.map((kind, index) => ({
  variantId: `${100 + index}`,
  locationId: '7',
  kind,
  units: kind === 'scarce' ? 40 : 1_000_000,
}));

/** Draws what somebody wants of a level. */
export function drawContent(
  random: Random,
  { variantId, locationId, kind }: Level,
  number: number,
): IntentContent {
  const place = { variantId, locationId };
  const few = random.integer(1, 9) * (random.chance(0.6) ? -1 : 1);
  const onHand = { kind: 'by', ...place, values: { onHand: few } } as const;
  const hold = { kind: 'by', ...place, values: { unavailable: Math.abs(few), onHand: 0 } } as const;
  switch (kind) {
    case 'on-hand':
      return random.chance(0.05) ? { ...onHand, expected: { incoming: 0 } } : onHand;
    case 'available':
      return { kind: 'by', ...place, values: { available: few } };
    case 'hold':
      return hold;
    case 'mixed': {
      const values = { onHand: 700_000 + 137 * number };
      const set = { kind: 'set', ...place, values } as const;
      return random.pick([onHand, onHand, hold, set]);
    }
    case 'scarce':
      return { kind: 'by', ...place, values: { onHand: few } };
    case 'new':
      // Some are wanted several times.
      return { kind: 'connect', variantId: `${1_000 + (number >> 5)}`, locationId };
  }
}
