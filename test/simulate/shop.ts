import type { Intent, NewIntent } from '../../src/store/intent.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import { memoryTables, storeOn } from '../../src/store/memory/memory-store.ts';
import type { Tables } from '../../src/store/memory/tables.ts';
import { carriedBy } from '../../src/store/statement.ts';
import type { WorkerSettings } from '../../src/store/writer/worker.ts';
import { Accounts } from './accounts.ts';
import { createChaos } from './chaos.ts';
import type { Chaos, Trouble } from './chaos.ts';
import { createNetwork } from './network.ts';
import type { Network } from './network.ts';
import { openPlatform } from './platform.ts';
import type { Platform } from './platform.ts';
import { startProcess } from './process.ts';
import type { Process } from './process.ts';
import { randomOf } from './random.ts';
import type { Random } from './random.ts';
import { Specification } from './specification.ts';
import { createTime } from './time.ts';
import type { Time } from './time.ts';
import { noViolations } from './violations.ts';
import type { Violations } from './violations.ts';
import { watchStore } from './watched-store.ts';

/** A shop in a world of its own: the platform, what lies before it, a store, and processes. */
export interface Shop {
  readonly time: Time;
  readonly random: Random;
  readonly chaos: Chaos;
  readonly platform: Platform;
  readonly network: Network;
  readonly accounts: Accounts;
  readonly violations: Violations;
  readonly specification: Specification;
  /** The store, with every step checked. */
  readonly store: StoreSteps;
  readonly tables: Tables;
  readonly start: () => Process;
  /** A standby with another clock takes the store over. */
  readonly jump: (byMs: number) => void;
  /** Lets time go on until a promise has an end. */
  readonly run: <Value>(promise: Promise<Value>) => Promise<Value>;
}

export interface ShopParts {
  readonly seed: number;
  readonly levels: Parameters<typeof openPlatform>[0];
  readonly settings: Omit<WorkerSettings, 'holder'>;
  readonly troubles?: readonly Trouble[];
  /** How much more often than usual there is trouble. */
  readonly intensity?: number;
  /** Told line by line what happens. */
  readonly follow?: ((line: string) => void) | undefined;
}

/** How long after its answer what was acknowledged is on record at the latest, in milliseconds. */
const RECORDED_MS = 10_000;

export function openShop({
  seed,
  levels,
  settings,
  troubles = [],
  intensity = 1,
  follow,
}: ShopParts): Shop {
  const random = randomOf(seed);
  const time = createTime(Date.UTC(2026, 0, 1));
  const now = (): number => time.now();
  const violations = noViolations(now, follow);
  const chaos = createChaos(random, troubles, intensity);
  const platform = openPlatform(levels, now);
  const accounts = new Accounts(platform, violations);
  let jumpMs = 0;
  const setBacks: { readonly at: number; readonly ms: number }[] = [];
  const specification = new Specification({
    violations,
    platform,
    accounts,
    now,
    wantedMs: settings.wantedMs,
    setBackSince: (at) =>
      setBacks.filter((jump) => jump.at >= at).reduce((sum, { ms }) => sum + ms, 0),
  });
  const memory = memoryTables({ ...time, now: () => now() + jumpMs }, specification.observe);
  const tables = memory.of(settings.shop);
  const { leaseMs } = settings;
  const store = watchStore({
    store: storeOn(memory),
    tables,
    specification,
    violations,
    now,
    leaseMs,
  });
  const network = createNetwork({
    time,
    random,
    chaos,
    platform,
    accounts,
    specification,
    violations,
    tables,
    settings,
  });

  /** What a process knows to be applied is on record soon, unless something kept it from that. */
  const expectRecorded = (process: Process, statementId: string): void => {
    const acknowledgedAt = now();
    time.setTimer(() => {
      if (process.isDead() || process.troubledAt() >= acknowledgedAt) return;
      const statement = accounts.statement(statementId);
      for (const key of statement === undefined ? [] : carriedBy(statement)) {
        const state = tables.intents.get(key)?.state;
        if (state !== 'applied') violations.report(`${key} was acknowledged, and is ${state}`);
      }
    }, RECORDED_MS);
  };
  let started = 0;
  let ids = 0;
  const start = (): Process => {
    started += 1;
    const process = startProcess({
      name: `p${started}`,
      time,
      store,
      network,
      random,
      chaos,
      settings: {
        ...settings,
        onDoubled: ([doubled]) => violations.report(`${doubled?.key} is reported as doubled`),
      },
      newId: () => `w${(ids += 1)}`,
      onAcknowledged: (id) => expectRecorded(process, id),
    });
    return process;
  };

  return {
    time,
    random,
    chaos,
    platform,
    network,
    accounts,
    violations,
    specification,
    store,
    tables,
    start,
    jump(byMs) {
      jumpMs += byMs;
      if (byMs < 0) setBacks.push({ at: now(), ms: -byMs });
    },
    async run(promise) {
      const story = { isOver: false };
      const end = (): void => {
        story.isOver = true;
      };
      promise.then(end, end);
      while (!story.isOver && (await time.step()));
      return promise;
    },
  };
}

/** Hands intents in at a process, and waits until they have ended. */
export async function carryOut(
  { writer }: Process,
  intents: readonly NewIntent[],
): Promise<readonly Intent[]> {
  const submitted = await writer.submit(intents);
  return Promise.all(submitted.map(({ intent }) => writer.follow(intent, undefined)));
}
