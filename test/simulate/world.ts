import { isEnded } from '../../src/store/intent.ts';
import type { Intent, NewIntent } from '../../src/store/intent.ts';
import type { WorkerSettings } from '../../src/store/writer/worker.ts';
import type { Balance } from './accounts.ts';
import type { Trouble } from './chaos.ts';
import { LEVELS, drawContent } from './levels.ts';
import { createOthers } from './others.ts';
import type { Process } from './process.ts';
import { openShop } from './shop.ts';

/** A story to tell: the same one tells the same. */
export interface Story {
  readonly seed: number;
  /** How many timers fire before the trouble ends. */
  readonly steps: number;
  readonly troubles: readonly Trouble[];
  /** How much more often than usual there is trouble. */
  readonly intensity?: number;
  /** Told line by line what happens. */
  readonly follow?: ((line: string) => void) | undefined;
}

/** What a story came to. */
export interface Report extends Balance {
  readonly violation: string | undefined;
  readonly steps: number;
  /** Milliseconds of the simulated world. */
  readonly ms: number;
  readonly intents: number;
  readonly states: Readonly<Record<string, number>>;
  readonly requests: number;
  readonly kills: number;
}

/** Shorter than in production by ten, so that a story has more in it. */
export const SETTINGS: Omit<WorkerSettings, 'holder'> = {
  shop: 'acme',
  inFlightMs: 6_000,
  sendDeadlineMs: 1_000,
  leaseMs: 2_000,
  maxAgeMs: 2_000,
  wantedMs: 5_000,
  requestMs: 1_500,
  concurrency: 4,
};

const PROCESSES = 4;
/** Once all trouble is over, every call has ended after this time, in milliseconds. */
const BOUND_MS = 120_000;

/** Tells a story, until its steps are over or a promise does not hold. */
export async function simulate({
  seed,
  steps,
  troubles,
  intensity = 1,
  follow,
}: Story): Promise<Report> {
  const levels = LEVELS.filter(({ kind }) => kind !== 'new');
  const shop = openShop({ seed, levels, settings: SETTINGS, troubles, intensity, follow });
  const { time, random, chaos, platform, network, accounts, violations, tables, start } = shop;
  const startedAt = time.now();
  let kills = 0;
  const processes: (Process | undefined)[] = Array.from({ length: PROCESSES }, start);
  const living = (): Process[] => processes.flatMap((each) => each ?? []);

  const intents: NewIntent[] = [];
  const waiting = new Set<{ readonly process: Process }>();

  /** Somebody in a process asks for something, and waits for what becomes of it. */
  const call = async (
    process: Process,
    wanted: readonly NewIntent[],
    forMs: number | undefined,
  ): Promise<void> => {
    const { writer, clock } = process;
    const submitted = await writer.submit(wanted);
    await Promise.all(
      submitted.map(async ({ intent, isOther }) => {
        // Somebody else has asked for what the key stood for before.
        if (isOther) return;
        if (isEnded(intent)) {
          accounts.told(intent, tables.intents);
          return;
        }
        const controller = new AbortController();
        const cancel =
          forMs === undefined
            ? (): void => {}
            : clock.setTimer(() => controller.abort(new Error('given up')), forMs);
        const caller = { process };
        waiting.add(caller);
        try {
          accounts.told(await writer.follow(intent, controller.signal), tables.intents);
        } finally {
          cancel();
          waiting.delete(caller);
        }
      }),
    );
  };
  const attempt = (process: Process, wanted: readonly NewIntent[], forMs?: number): void => {
    call(process, wanted, forMs).catch(() => {
      // The caller is told that it failed, and nothing else. Some want the same at once, or otherwise.
      const [first] = wanted;
      if (first === undefined || !chaos.isOn('abort', 0.5) || process.isDead()) return;
      attempt(process, [wantedAgain(first.key) ?? first]);
    });
  };

  /** What a key is wanted for now: another content, perhaps, where nothing of it was applied. */
  const wantedAgain = (key: string): NewIntent | undefined => {
    const index = intents.findLastIndex((each) => each.key === key);
    const known = intents[index];
    const state = tables.intents.get(key)?.state;
    const isFree = state === 'withdrawn' || state === 'refused';
    if (known === undefined || !isFree || random.chance(0.5)) return known;
    const content = drawContent(random, random.pick(LEVELS), intents.length + index);
    intents[index] = { ...known, content };
    return intents[index];
  };

  /** Something that happens every so often. */
  const every = (meanMs: number, happen: () => void): void => {
    const again = (): void => {
      if (isQuiet) return;
      happen();
      time.setTimer(again, -Math.log(1 - random.next()) * meanMs);
    };
    time.setTimer(again, -Math.log(1 - random.next()) * meanMs);
  };
  let isQuiet = false;
  const others = createOthers(random, platform, LEVELS);

  every(700, () => {
    if (living().length === 0) return;
    const process = random.pick(living());
    const isAgain = random.chance(0.15) && intents.length > 0;
    const wanted: NewIntent[] = [];
    if (isAgain) {
      const { key } = random.pick(intents.slice(-40));
      wanted.push(...[wantedAgain(key)].flatMap((each) => each ?? []));
    } else {
      const many = random.chance(0.1) ? random.integer(2, 20) : 1;
      const priority = many > 1 || random.chance(0.3) ? 'background' : 'interactive';
      for (let line = 0; line < many; line += 1) {
        const content = drawContent(random, random.pick(LEVELS), intents.length + 1);
        const intent: NewIntent = { key: `k${intents.length + 1}`, content, priority };
        intents.push(intent);
        wanted.push(intent);
      }
    }
    const forMs = chaos.isOn('abort', 0.2) ? random.integer(10, 8_000) : undefined;
    attempt(process, wanted, forMs);
  });
  every(500, () => others.move());

  const kill = (index: number, forMs: number): void => {
    const process = processes[index];
    if (process === undefined) return;
    process.kill();
    kills += 1;
    processes[index] = undefined;
    time.setTimer(() => {
      processes[index] ??= start();
    }, forMs);
  };
  every(15_000, () => {
    if (chaos.isOn('kill', 1)) kill(random.integer(0, PROCESSES - 1), random.integer(100, 20_000));
  });
  every(150_000, () => {
    if (!chaos.isOn('night', 1)) return;
    for (let index = 0; index < PROCESSES; index += 1) kill(index, random.integer(15_000, 30_000));
  });
  every(20_000, () => {
    if (!chaos.isOn('pause', 1) || living().length === 0) return;
    random.pick(living()).pause(random.integer(100, 15_000), random.chance(0.5));
  });
  every(30_000, () => {
    if (!chaos.isOn('clock', 1) || living().length === 0) return;
    const ms = random.integer(3_600_000, 86_400_000);
    random.pick(living()).setClock(random.chance(0.5) ? ms : -ms);
  });
  every(40_000, () => {
    if (!chaos.isOn('401', 1) || living().length === 0) return;
    random.pick(living()).distrust(random.integer(500, 10_000));
  });
  every(60_000, () => {
    if (!chaos.isOn('standby', 1)) return;
    shop.jump(random.integer(100, 20_000) * (random.chance(0.5) ? 1 : -1));
  });

  let step = 0;
  const isHeld = (): boolean => violations.first() === undefined;
  while (step < steps && isHeld()) {
    step += 1;
    if (!(await time.step())) break;
  }

  // All trouble is over: whatever anybody ever wanted comes to its end in bounded time.
  chaos.stop();
  isQuiet = true;
  const quietAt = time.now();
  for (let index = 0; index < PROCESSES; index += 1) processes[index] ??= start();
  const longestPauseMs = 25_000;
  let left: Intent[] = [];
  let askedAt = -Infinity;
  while (isHeld()) {
    if (time.now() - askedAt > longestPauseMs) {
      left = [...tables.intents.values()].filter((intent) => !isEnded(intent));
      const isAnybodyWaiting = [...waiting].some((each) => !each.process.isDead());
      if (left.length === 0 && !isAnybodyWaiting) break;
      if (time.now() - quietAt > BOUND_MS + longestPauseMs) {
        const [first] = left;
        violations.report(
          `${left.length} intents have not ended, such as ${JSON.stringify(first)}`,
        );
      }
      askedAt = time.now();
      for (const intent of left) attempt(random.pick(living()), [intent]);
      for (const intent of intents)
        if (!tables.intents.has(intent.key)) attempt(random.pick(living()), [intent]);
    }
    step += 1;
    if (!(await time.step())) break;
  }
  shop.specification.checkDoubts(tables);
  accounts.checkAll(tables.intents);

  const states: Record<string, number> = {};
  for (const { state } of tables.intents.values()) states[state] = (states[state] ?? 0) + 1;
  return {
    ...accounts.balance,
    violation: violations.first(),
    steps: step,
    ms: time.now() - startedAt,
    intents: intents.length,
    states,
    requests: network.requests(),
    kills,
  };
}
