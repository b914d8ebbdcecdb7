import { createVirtualClock } from '../../src/testing/virtual-clock.ts';
import type { VirtualClock } from '../../src/testing/virtual-clock.ts';
import type { Intent, LevelReading } from '../../src/store/intent.ts';
import type { Statement } from '../../src/store/statement.ts';
import type { Carrier, Place } from '../../src/store/writer/carrier.ts';

/** A carrier of which only its clocks work, and what a test gives it. */
export function carrierOf(more: Partial<Carrier> = {}): {
  readonly carrier: Carrier;
  readonly clock: VirtualClock;
} {
  const clock = createVirtualClock(1_000_000);
  const carrier = { clock, monotonic: () => clock.now() - 900_000, ...more } as unknown as Carrier;
  return { carrier, clock };
}

export const place = (variantId = '1', locationId = '7'): Place => ({ variantId, locationId });

export const level = (onHand: number, at: Place = place()): LevelReading => ({
  ...at,
  available: onHand,
  committed: 0,
  unavailable: 0,
  incoming: 0,
  onHand,
});

let sequence = 0;
/** An intent that takes a unit, unless a test wants another. */
export const intentOf = (more: Partial<Intent> & { readonly at?: Place } = {}): Intent => {
  sequence += 1;
  const { at = place(), ...own } = more;
  return {
    key: `k${sequence}`,
    fingerprint: '',
    sequence,
    state: 'pending',
    priority: 'interactive',
    content: { kind: 'by', ...at, values: { onHand: -1 } },
    wantedUntil: Infinity,
    submittedAt: 0,
    isAlone: false,
    ...own,
  };
};

/** A statement that was sent once and has no answer, unless a test wants another. */
export const statementOf = (more: Partial<Statement> = {}): Statement => ({
  ...place(),
  id: 's1',
  keys: [],
  refusals: {},
  before: level(10),
  target: { onHand: 9 },
  sentAt: 0,
  attempts: 1,
  unanswered: [1],
  isShown: false,
  isAcknowledged: false,
  inFlightMs: 60_000,
  waitedMs: 0,
  ...more,
});
