import { createTokenBucket } from '../../src/index.ts';
import type { InventoryClient, InventoryLevel, AtLeastOneQuantity } from '../../src/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import type { FakeSeed, InventoryFake } from '../../src/testing/index.ts';
import { busyPlatform, placeOf } from './busy-platform.ts';
import { amountOf, CONNECTED, LEVELS, targetOf } from './plan.ts';
import type { Plan, PlannedCall } from './plan.ts';
import { settle } from './run.ts';
import type { Outcome } from './run.ts';
import { openClient, openFake, recordingOptions, START } from './shop.ts';
import type { Recording } from './shop.ts';

const STOCK = { available: 1000, unavailable: 500, incoming: 500 };

/** Some levels, and some variants that can be connected. */
export const BUSY_SEED: FakeSeed = {
  variants: Array.from({ length: LEVELS }, (_, level) => placeOf(level).variantId),
  locations: [placeOf(0).locationId],
  levels: Array.from({ length: CONNECTED }, (_, level) => ({ ...placeOf(level), ...STOCK })),
};

/** A call that was made, and what the client said of it. */
export interface MadeCall {
  readonly call: PlannedCall;
  readonly index: number;
  readonly outcome: Outcome<InventoryLevel>;
}

/** A shop at the end of the day. */
export interface Day {
  readonly fake: InventoryFake;
  readonly made: readonly MadeCall[];
  readonly timers: number;
}

/**
 * Runs everything that is planned, to the end. Each level belongs to one of the clients; those with a
 * store share it.
 */
export async function runDay(plan: Plan, recording: Recording): Promise<Day> {
  const clock = createVirtualClock(START);
  const fake = openFake(clock, BUSY_SEED);
  const platform = busyPlatform(fake, clock, plan, recording);
  const rateLimiter = createTokenBucket({ clock });
  const recorded = recordingOptions(recording, clock);
  const clients = Array.from({ length: plan.clients }, () =>
    openClient(clock, platform.fetch, {
      ...recorded,
      ...(plan.isLimiterShared && { rateLimiter }),
    }),
  );
  const at = (ms: number): Promise<void> => new Promise((wake) => clock.setTimer(wake, ms));

  const made = plan.calls.map(async (call, index): Promise<MadeCall> => {
    await at(call.startAt);
    platform.begin(call.level);
    const [client] = clients.slice(call.level % clients.length);
    const outcome = await settle(make(client, fake, call, index));
    platform.release(call.level);
    return { call, index, outcome };
  });
  const events = plan.events.map(async (event) => {
    await at(event.at);
    await platform.happen(event.level, event);
  });
  await clock.run(Promise.all([...made, ...events]));
  // Where nobody waits any more, a request is given up on its way.
  const timers = clock.timers - platform.underWay.length - platform.travelling();
  while (platform.underWay.length > 0) await clock.advance(1000);
  return { fake, made: await Promise.all(made), timers };
}

async function make(
  client: InventoryClient | undefined,
  fake: InventoryFake,
  call: PlannedCall,
  index: number,
): Promise<InventoryLevel> {
  if (client === undefined) throw new Error('There is no client');
  const { kind, level, name } = call;
  const place = placeOf(level);
  const by = { [name]: amountOf(call, index) } as AtLeastOneQuantity;
  switch (kind) {
    case 'connect':
      return client.connect(place);
    case 'set':
      return client.adjust({
        ...place,
        set: { [name]: targetOf(call, index) } as AtLeastOneQuantity,
      });
    case 'by':
      return client.adjust({ ...place, by });
    case 'by with expected': {
      const now = fake.level(place.variantId, place.locationId)?.[name] ?? 0;
      return client.adjust({ ...place, by, expected: { [name]: now } });
    }
  }
}
