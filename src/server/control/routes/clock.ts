import { checkNumber, hasMethods, within } from '../../../base/check.ts';
import type { InventoryFake, VirtualClock } from '../../../testing/index.ts';
import { ConflictError } from '../input.ts';
import { ok } from '../replies.ts';
import type { ControlRoute } from '../route.ts';

/** A time that no test needs more of: a year, in milliseconds. */
const LONGEST_MS = 366 * 24 * 3_600_000;
const HOUR_MS = 3_600_000;

function movable({ clock }: InventoryFake): VirtualClock | undefined {
  return hasMethods(clock, ['now', 'setTimer', 'advance']) ? (clock as VirtualClock) : undefined;
}

function mustMove(fake: InventoryFake): VirtualClock {
  const clock = movable(fake);
  if (clock !== undefined) return clock;
  throw new ConflictError(
    'The fake lives by the time of the system, which nobody can move: make it with createMovingClock() or createVirtualClock()',
  );
}

function tell(fake: InventoryFake): object {
  const clock = movable(fake);
  const ms = fake.clock.now();
  const isStill = clock !== undefined && !('moves' in clock);
  const kind = clock === undefined ? 'system' : isStill ? 'still' : 'moving';
  return { now: new Date(ms).toISOString(), ms, kind, timers: clock?.timers ?? null };
}

/** The fake's time. */
export const clockRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: 'clock',
    answer: '200 `{ now, ms, kind, timers }`; `kind` is `moving`, `still` or `system`',
    members: ['clock'],
    run: ({ fake }) => ok(tell(fake)),
  },
  {
    method: 'POST',
    path: 'clock/advance',
    body: '`{ ms }`',
    answer: '200 as before, when all that fell due is done',
    members: [],
    run: async ({ fake, memory, input }) => {
      const { ms } = input.object({ ms: true });
      const range = { from: 0, to: LONGEST_MS, unit: 'milliseconds' };
      const byMs = checkNumber(within(input.place, 'ms'), ms, range);
      await mustMove(fake).advance(byMs);
      memory.events.tell('clock');
      return ok(tell(fake));
    },
  },
  {
    method: 'POST',
    path: 'clock/run',
    body: 'none, or `{ withinMs }`: how far at most, an hour unless told',
    answer: '200 as before, when nothing waits for the clock any more',
    members: [],
    run: async ({ fake, memory, input }) => {
      const { withinMs = HOUR_MS } = input.object({ withinMs: true }, true);
      const range = { from: 0, to: LONGEST_MS, unit: 'milliseconds' };
      const clock = mustMove(fake);
      const until = clock.now() + checkNumber(within(input.place, 'withinMs'), withinMs, range);
      await clock.advance(0);
      while (clock.nextAt !== undefined && clock.nextAt <= until) {
        await clock.advance(Math.max(0, clock.nextAt - clock.now()));
      }
      memory.events.tell('clock');
      return ok(tell(fake));
    },
  },
];
