import { describe, expect, test } from 'vitest';
import { InventoryError } from '../../src/index.ts';
import { hooksOf } from '../../src/store/client/owners.ts';
import { SentWrites } from '../../src/store/client/sent-writes.ts';
import type { SendOutcome, Write } from '../../src/store/writer/carrier.ts';
import { fail, hang, inventory, level, page, PLACE, reply } from '../client/platform.ts';
import type { Reply } from '../client/platform.ts';
import { BEFORE, carrying, never, OTHER } from './carrier-scene.ts';

describe('a token that is refused', () => {
  const renewable = (steps: readonly Reply[]) => {
    const asked: (string | undefined)[] = [];
    const stage = carrying(steps, {
      accessToken: (refused?: string) => {
        asked.push(refused);
        return 'another-token';
      },
    });
    return { stage, asked };
  };
  const no = reply(401, {});

  test('is asked for anew once for readings, and once for writes', async () => {
    const { stage } = renewable([no, no, no, no, no, no, no, no]);
    const kinds: string[] = [];
    for (let times = 0; times < 3; times += 1) kinds.push((await stage.read()).kind);
    for (let times = 0; times < 3; times += 1) kinds.push((await stage.send()).kind);
    expect(kinds).toEqual([
      'failed',
      'unauthorized',
      'failed',
      'not-executed',
      'unauthorized',
      'not-executed',
    ]);
  });

  test('counts anew once a request of the kind was taken', async () => {
    const { stage } = renewable([
      no,
      no,
      page([inventory()]),
      no,
      no,
      no,
      level(),
      no,
      reply(400, {}),
      no,
    ]);
    const kinds = [
      (await stage.read()).kind,
      (await stage.read()).kind,
      (await stage.read()).kind,
      (await stage.send()).kind,
      (await stage.send()).kind,
      (await stage.send()).kind,
      (await stage.send()).kind,
      (await stage.send()).kind,
    ];
    expect(kinds).toEqual([
      'failed',
      'read',
      'failed',
      'not-executed',
      'acknowledged',
      'not-executed',
      'refused',
      'not-executed',
    ]);
  });

  test('is named to whoever gives the next one', async () => {
    const { stage, asked } = renewable([no, no, no, no, page([inventory()])]);
    await stage.read();
    await stage.send();
    await stage.read();
    await stage.read();
    const refused = 'another-token';
    expect(asked).toEqual([undefined, refused, refused, refused, refused, undefined]);
  });
});

describe('a write', () => {
  test.each<[string, Reply, SendOutcome['kind']]>([
    ['acknowledged', level(), 'acknowledged'],
    ['slowed down', reply(429, {}), 'not-executed'],
    ['not allowed', reply(403, {}), 'unauthorized'],
    ['not signed in', reply(401, {}), 'unauthorized'],
    ['refused', reply(422, { error: 'no' }), 'refused'],
    ['in trouble', reply(503, {}), 'lost'],
    ['for another level', level(OTHER), 'lost'],
    ['cut', fail('ECONNRESET'), 'lost'],
  ])('whose answer is %s', async (_, step, kind) => {
    const stage = carrying([step]);
    const { call } = stage.own();
    const outcome = await stage.send();
    expect(outcome.kind).toBe(kind);
    expect(call.attempts).toBe(1);
    expect(stage.requests).toHaveLength(1);
    const lost = { ...stage.write, loss: expect.any(InventoryError) as Error };
    expect(stage.sent.get('s1')).toEqual(
      kind === 'lost' ? { ...lost, sentAt: stage.clock.now() } : undefined,
    );
    expect('refusal' in outcome && outcome.refusal.reason).toBe(kind === 'refused' && 'platform');
    const key = `${PLACE.variantId} ${PLACE.locationId}`;
    const newer = stage.session.acknowledged.newerThan(key, BEFORE);
    expect(newer !== undefined).toBe(kind === 'acknowledged');
  });

  test('of no values is a connection', async () => {
    const stage = carrying([level(), level()]);
    await stage.send({ ...PLACE, statementId: 's1', attempt: 1 });
    await stage.send();
    expect(stage.requests.map(({ method }) => method)).toEqual(['POST', 'PUT']);
  });

  test('is known while it is under way', async () => {
    const stage = carrying([level()]);
    const go = await stage.carrier.ready(never);
    const going = go(stage.write);
    expect(stage.sent.get('s1')).toMatchObject({ sentAt: stage.clock.now() });
    await stage.run(going);
  });

  test('waits for its token no longer than the work goes on', async () => {
    const stage = carrying([], { accessToken: () => new Promise(() => {}) });
    const ready = stage.carrier.ready(AbortSignal.abort(new Error('over')));
    await expect(ready).rejects.toThrow('over');
  });
});

describe('the writes that were sent', () => {
  const write: Write = { ...PLACE, target: { available: 9 }, statementId: 's1', attempt: 1 };
  const refused: SendOutcome = { kind: 'refused', refusal: { reason: '', message: '' } };

  test.each<[SendOutcome, unknown]>([
    [{ kind: 'not-executed', error: 'e2' }, 'e1'],
    [{ kind: 'unauthorized', error: 'e2' }, 'e1'],
    [refused, 'e1'],
    [{ kind: 'lost', error: 'e2' }, 'e2'],
    [{ kind: 'acknowledged', level: {} as never }, undefined],
  ])('after a lost one, %j leaves what is known of the first', (outcome, loss) => {
    const sent = new SentWrites();
    sent.begin(write, 1)({ kind: 'lost', error: 'e1' });
    const again = sent.begin({ ...write, attempt: 2 }, 2);
    expect(sent.get('s1')).toMatchObject({ attempt: 2, sentAt: 2 });
    again(outcome);
    const attempt = loss === 'e1' ? 1 : 2;
    expect(sent.get('s1')).toEqual(
      loss === undefined ? undefined : { ...write, attempt, sentAt: attempt, loss },
    );
  });

  test('are a thousand at the most: the oldest is forgotten', () => {
    const sent = new SentWrites();
    for (let id = 0; id < 1_001; id += 1) {
      sent.begin({ ...write, statementId: `${id}` }, 1)({ kind: 'lost', error: 'e' });
    }
    expect([sent.get('0'), sent.get('1')?.statementId]).toEqual([undefined, '1']);
  });

  test('do not count where an answer told what became of them', () => {
    const sent = new SentWrites();
    sent.begin(write, 1)({ kind: 'lost', error: 'e' });
    for (let id = 0; id < 1_000; id += 1) {
      sent.begin({ ...write, statementId: `${id}` }, 1)(refused);
    }
    expect(sent.get('s1')).toMatchObject({ loss: 'e' });
  });
});

describe('a request', () => {
  test('may take as long as the most patient call, and counts for all of its level', async () => {
    const stage = carrying([fail('ECONNRESET'), level()]);
    const [one, two] = [stage.own(PLACE, { timeoutMs: 100 }), stage.own(PLACE, { timeoutMs: 900 })];
    const other = stage.own(OTHER);
    one.call.attempts = 4;
    await stage.send();
    expect([one.call.attempts, two.call.attempts, other.call.attempts]).toEqual([5, 5, 0]);
    one.leave();
    await stage.send();
    expect([one.call.attempts, two.call.attempts]).toEqual([5, 6]);
    two.leave();
    expect(stage.owners.at([PLACE, OTHER]).map(({ call }) => call)).toEqual([other.call]);
  });

  test.each([
    [100, [100]],
    [900, [100, 900]],
  ])('ends after %d ms', async (most, timeouts) => {
    const stage = carrying([hang]);
    for (const timeoutMs of timeouts) stage.own(PLACE, { timeoutMs });
    const startedAt = stage.clock.now();
    expect((await stage.send()).kind).toBe('lost');
    expect(stage.clock.now() - startedAt).toBe(most);
  });

  test('is told as what it is for, or else as what the first of its calls is', async () => {
    const told: string[] = [];
    const onRequest = ({ operation }: { operation: string }) => void told.push(operation);
    const steps = [page([inventory()]), level(), level(), level()];
    const stage = carrying(steps, { hooks: { onRequest } });
    const connection: Write = { ...PLACE, statementId: 's1', attempt: 1 };
    await stage.read();
    await stage.send();
    await stage.send(connection);
    stage.own();
    await stage.send(connection);
    expect(told).toEqual(['adjust', 'adjust', 'connect', 'adjust']);
  });

  test('is told to the hooks of the client and of its calls, once', async () => {
    const told: string[] = [];
    const hear = (name: string) => ({ onRequest: () => void told.push(name) });
    const stage = carrying([level(), level()], { hooks: hear('client') });
    const [one, two] = [hear('one'), hear('two')];
    stage.own(PLACE, { hooks: one });
    stage.own(PLACE, { hooks: one });
    stage.own(PLACE, { hooks: two });
    stage.own(OTHER, { hooks: hear('other') });
    await stage.send();
    expect(told).toEqual(['client', 'one', 'two']);
    expect(hooksOf([{ hooks: [one, two] }, { hooks: [two] }])).toEqual([one, two]);
  });
});
