import { describe, expect, test } from 'vitest';
import type { Holds } from '../../src/holds/index.ts';
import { defineStore } from '../../src/store/define-store.ts';
import type { InventoryStore } from '../../src/store/index.ts';
import { stepsOf } from '../../src/store/steps-of.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import type { InventoryFake } from '../../src/testing/index.ts';
import { inAnHour, openShop, quote, startProcess, units } from './shop.ts';

const TIMES = { timeoutMs: 100, sendDeadlineMs: 100, inFlightMs: 400, leaseMs: 200 } as const;
/** So many deaths are tried at a time. */
const AT_A_TIME = 12;

/** When a process dies: before or after its nth step, in its store or on the network. */
interface Death {
  readonly moment: 'before' | 'after';
  readonly nth: number;
}

type Act = (holds: Holds) => Promise<unknown>;

/** A process whose steps are counted, and which does nothing any more once it is dead. */
class Mortal {
  readonly holds: Holds;
  readonly dead: Promise<void>;
  taken = 0;
  readonly #death: Death;
  #die: () => void = () => {};
  #isDead = false;

  constructor(fake: InventoryFake, store: InventoryStore, death: Death) {
    this.#death = death;
    this.dead = new Promise((resolve) => {
      this.#die = resolve;
    });
    const inner = stepsOf(store);
    if (inner === undefined) throw new Error('this is no store');
    type Step = (...args: readonly unknown[]) => Promise<unknown>;
    const steps = Object.entries(inner as unknown as Record<string, Step>).map(([name, step]) => [
      name,
      (...args: readonly unknown[]) => this.#take(() => step(...args)),
    ]);
    const mortal = defineStore(Object.fromEntries(steps) as unknown as StoreSteps);
    const fetch: typeof fake.fetch = (...args) => this.#take(() => fake.fetch(...args));
    this.holds = startProcess(fake, mortal, undefined, { ...TIMES, fetch });
  }

  async #take<Result>(step: () => Promise<Result>): Promise<Result> {
    this.taken += 1;
    const isLast = this.taken === this.#death.nth;
    if (isLast && this.#death.moment === 'before') await this.#end();
    if (this.#isDead) await this.#end();
    const result = await step();
    if (isLast) await this.#end();
    // What was under way when it died is done, and nobody hears of it.
    if (this.#isDead) await this.#end();
    return result;
  }

  /** Never ends: a dead process neither goes on nor fails. */
  #end(): Promise<never> {
    this.#isDead = true;
    this.#die();
    return new Promise(() => {});
  }
}

/** What comes of a call whose process dies, and which another process then makes again, twice. */
async function outlive(
  store: InventoryStore,
  { before, act }: { before?: Act; act: Act },
  death: Death,
): Promise<{ readonly hasDied: boolean; readonly steps: number; readonly units: number[] }> {
  const fake = openShop(10);
  const survivor = startProcess(fake, store, undefined, TIMES);
  await before?.(survivor);
  const mortal = new Mortal(fake, store, death);
  const hasDied = await Promise.race([
    mortal.dead.then(() => true),
    act(mortal.holds).then(() => false),
  ]);
  await act(survivor);
  await act(survivor);
  return { hasDied, steps: mortal.taken, units: units(fake) };
}

/** The laws of holds whose process dies at any step, on any store. */
export function describeKilledHolds(name: string, open: () => Promise<InventoryStore>): void {
  describe(`a process that dies with a hold on ${name}`, () => {
    const until = inAnHour();
    const hold: Act = (holds) => holds.hold(quote('q', 3, until));
    test.each<[string, { before?: Act; act: Act }, number[]]>([
      ['takes', { act: hold }, [7, 3, 10]],
      ['releases', { before: hold, act: (holds) => holds.release('q') }, [10, 0, 10]],
      ['converts', { before: hold, act: (holds) => holds.convertToOrder('q') }, [10, 0, 10]],
    ])('leaves its units where they belong: one that it %s', async (_verb, story, expected) => {
      const store = await open();
      const tell = (death: Death): ReturnType<typeof outlive> => outlive(store, story, death);
      const alive = await tell({ moment: 'after', nth: Infinity });
      expect(alive).toMatchObject({ hasDied: false, units: expected });

      const deaths = Array.from({ length: alive.steps }, (_, index) => index + 1).flatMap(
        (nth): Death[] => [
          { moment: 'before', nth },
          { moment: 'after', nth },
        ],
      );
      const wrong: object[] = [];
      let died = 0;
      while (deaths.length > 0) {
        await Promise.all(
          deaths.splice(0, AT_A_TIME).map(async (death) => {
            const end = await tell(death);
            died += Number(end.hasDied);
            if (end.units.join() !== expected.join()) wrong.push({ ...death, ...end });
          }),
        );
      }
      expect(wrong).toEqual([]);
      // The last steps may come when the call has ended already.
      expect(died).toBeGreaterThan(alive.steps);
      await store.close();
    });
  });
}
