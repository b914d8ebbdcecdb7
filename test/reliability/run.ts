import type { InventoryFake, VirtualClock } from '../../src/testing/index.ts';
import { createVirtualClock, EventRefusedError } from '../../src/testing/index.ts';
import { scriptFetch } from './scripted-fetch.ts';
import type { Exchange, Script } from './scripted-fetch.ts';
import { openClient, openFake, PLACE, recordingOptions, START } from './shop.ts';
import type { Recording } from './shop.ts';
import type { InventoryClient } from '../../src/index.ts';
import { ORDERED } from './writes.ts';

/** What a call came to. */
export type Outcome<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'error'; readonly error: unknown };

/** One call on a shop of its own, and all that is to be known of it. */
export interface Run<Value> {
  readonly fake: InventoryFake;
  readonly recording: Recording;
  readonly journal: readonly Exchange[];
  readonly outcome: Outcome<Value>;
  /** Timers that are still set when the call has ended. */
  readonly timers: number;
  readonly endedAt: number;
}

/** Runs a call, with faults as the script says and, where there is a place, orders for it at each. */
export async function runCall<Value>(
  call: (client: InventoryClient, clock: VirtualClock) => PromiseLike<Value>,
  script: Script,
  orderedPlace?: typeof PLACE,
  recording: Recording = 'no store',
): Promise<Run<Value>> {
  const clock = createVirtualClock(START);
  const fake = openFake(clock);
  const order = (): void => {
    if (orderedPlace === undefined) return;
    const { variantId, locationId } = orderedPlace;
    const place = fake.level(variantId, locationId) === undefined ? PLACE : orderedPlace;
    const lines = [{ ...place, quantity: ORDERED }];
    try {
      fake.apply({ type: 'order.placed', orderId: `order-${fake.ledger().length}`, lines });
    } catch (error) {
      // Sold out.
      if (!(error instanceof EventRefusedError)) throw error;
    }
  };
  const { fetch, journal, underWay } = scriptFetch(fake, clock, script, order);
  const client = openClient(clock, fetch, recordingOptions(recording, clock));
  const outcome = await clock.run(settle(call(client, clock)));
  const timers = clock.timers - underWay();
  const endedAt = clock.now();
  // What is late may still arrive.
  while (underWay() > 0) await clock.advance(1000);
  return { fake, recording, journal, outcome, timers, endedAt };
}

/** Makes a value of an error, too. */
export async function settle<Value>(promise: PromiseLike<Value>): Promise<Outcome<Value>> {
  try {
    return { kind: 'value', value: await promise };
  } catch (error) {
    return { kind: 'error', error };
  }
}
