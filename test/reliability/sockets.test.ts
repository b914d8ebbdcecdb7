import { afterEach, describe, expect, test } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import type { InventoryLevel } from '../../src/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import type { VirtualClock } from '../../src/testing/index.ts';
import { pick } from './faults.ts';
import { serve } from './loopback.ts';
import type { Loopback } from './loopback.ts';
import { problemsOfReading, readAll } from './reads.ts';
import { settle } from './run.ts';
import type { Run } from './run.ts';
import { scriptFetch } from './scripted-fetch.ts';
import type { Role, Script } from './scripted-fetch.ts';
import { openFake, PLACE, START, TOKEN } from './shop.ts';
import { problemsOfWrite } from './write-oracle.ts';
import { BY, CONNECT, EXPECTED, SET } from './writes.ts';
import type { Write } from './writes.ts';

const MAX_RETRIES = 3;
const CUTS = pick(
  'the connection is cut, nothing done',
  'the connection is cut, all done',
  'the connection is cut in the body',
);
const WRITES: readonly { readonly write: Write; readonly where: Role }[] = [
  { write: CONNECT, where: 'write' },
  { write: SET, where: 'write' },
  { write: BY, where: 'read' },
  { write: BY, where: 'write' },
  { write: EXPECTED, where: 'read' },
  { write: EXPECTED, where: 'write' },
];

const servers: Loopback[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** The time of sockets is real, so the clock moves on only when the client says that it pauses. */
function openSocketClient(clock: VirtualClock, baseUrl: string): InventoryClient {
  const onWait = ({ waitMs }: { waitMs: number }): void => {
    setImmediate(() => void clock.advance(waitMs));
  };
  const hooks = { onWait };
  return new InventoryClient({ baseUrl, accessToken: TOKEN, clock, rateLimiter: false, hooks });
}

async function runOverSocket<Value>(
  call: (client: InventoryClient) => PromiseLike<Value>,
  script: Script,
): Promise<Run<Value>> {
  const clock = createVirtualClock(START);
  const fake = openFake(clock);
  const { fetch: scripted, journal } = scriptFetch(fake, clock, script);
  const server = await serve(fake.origin, scripted);
  servers.push(server);
  const outcome = await settle(call(openSocketClient(clock, server.url)));
  return {
    fake,
    recording: 'no store',
    journal,
    outcome,
    timers: clock.timers,
    endedAt: clock.now(),
  };
}

describe.each(CUTS)('over a real socket, $name', (fault) => {
  test.each(WRITES)('$write.name, in the $where', async ({ write, where }) => {
    const script: Script = (role, index) => (role === where && index === 0 ? fault : undefined);
    const run = await runOverSocket(
      (client) => write.run(client, { maxRetries: MAX_RETRIES }),
      script,
    );

    expect(problemsOfWrite(write, run, MAX_RETRIES)).toEqual([]);
    expect(run.journal.some((exchange) => exchange.fault === fault)).toBe(true);
  });

  test('query for all levels', async () => {
    const script: Script = (_, index) => (index === 1 ? fault : undefined);
    const run = await runOverSocket((client) => readAll(client, MAX_RETRIES), script);

    expect(problemsOfReading(run, MAX_RETRIES, 3)).toEqual([]);
    expect(run.outcome).toMatchObject({ value: { error: undefined } });
  });
});

test('over a real socket, old readings cost no unit', async () => {
  const clock = createVirtualClock(START);
  const fake = openFake(clock);
  const server = await serve(fake.origin, fake.fetch);
  servers.push(server);
  const client = openSocketClient(clock, server.url);
  const take = (): Promise<InventoryLevel> => client.adjust({ ...PLACE, by: { available: -1 } });
  await take();
  fake.faults.add({ fault: { kind: 'stale-read' }, times: 2 });
  await take();
  await take();
  fake.faults.add({ fault: { kind: 'stale-read' }, times: 6 });

  expect(await settle(take())).toMatchObject({ error: { code: 'stale-read' } });
  expect(fake.level(PLACE.variantId, PLACE.locationId)).toMatchObject({ available: 17 });
});

test('where nobody listens, every attempt is made, and the error says so', async () => {
  const clock = createVirtualClock(START);
  const server = await serve('https://acme.example', fetch);
  await server.close();
  const outcome = await settle(
    BY.run(openSocketClient(clock, server.url), { maxRetries: MAX_RETRIES }),
  );

  expect(outcome).toMatchObject({
    error: { name: 'ConnectionError', systemCode: 'ECONNREFUSED', attempts: 1 + MAX_RETRIES },
  });
});
