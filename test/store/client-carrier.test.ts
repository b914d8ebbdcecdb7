import { describe, expect, test } from 'vitest';
import { sessions } from '../../src/client/store-door.ts';
import { InventoryError, RateLimitError } from '../../src/index.ts';
import type { AcquireOptions, CallOptions } from '../../src/index.ts';
import { ClientCarrier } from '../../src/store/client/client-carrier.ts';
import { hooksOf, Owners } from '../../src/store/client/owners.ts';
import { SentWrites } from '../../src/store/client/sent-writes.ts';
import type { Place, SendOutcome, Write } from '../../src/store/writer/carrier.ts';
import { fail, hang, inventory, level, page, PLACE, reply, scene } from '../client/platform.ts';
import type { Reply } from '../client/platform.ts';
import { intentOf, statementOf } from './writer-parts.ts';

const OTHER = { variantId: '8589934859', locationId: PLACE.locationId };
const NOT_TRACKED = { available: null, committed: null, unavailable: null, onHand: null };
const BEFORE = { ...PLACE, available: 11, committed: 2, unavailable: 1, incoming: 4, onHand: 14 };
const never = new AbortController().signal;

type Options = NonNullable<Parameters<typeof scene>[1]>;

/** A carrier of a client whose platform answers by a script. */
function carrying(steps: readonly Reply[], options: Options = {}) {
  const stage = scene(steps, { rateLimiter: false, ...options });
  const session = sessions.get(stage.client);
  if (session === undefined) throw new Error('the client has no session');
  const owners = new Owners();
  const sent = new SentWrites();
  const carrier = new ClientCarrier(session, owners, sent, () => stage.clock.now());
  const ended: unknown[] = [];
  const own = (place: Place = PLACE, given: CallOptions = {}) => {
    const call = session.call('adjust', { deadlineMs: Infinity, ...given });
    const owner = {
      call,
      maxRetries: call.retriesLeft,
      end: (error: unknown) => void ended.push(error),
    };
    return { call, leave: owners.add(place, owner) };
  };
  const write: Write = {
    ...PLACE,
    target: { available: 9 },
    before: BEFORE,
    statementId: 's1',
    attempt: 1,
  };
  const send = async (each: Write = write): Promise<SendOutcome> =>
    stage.run(carrier.ready(never).then((go) => go(each)));
  const read = (...places: readonly Place[]) =>
    stage.run(carrier.read(places.length === 0 ? [PLACE] : places, never));
  return { ...stage, session, owners, sent, carrier, ended, own, send, read, write };
}

const urlOf = ({ url }: { readonly url: string }): URL => new URL(url);

describe('a reading', () => {
  test('asks for all levels at once, each id once, and brings those that were asked for', async () => {
    const far = { ...OTHER, locationId: '9' };
    const stage = carrying([
      page([
        inventory(),
        inventory(OTHER),
        inventory({ ...OTHER, variantId: '5' }),
        inventory(far),
      ]),
    ]);
    const outcome = await stage.read(PLACE, OTHER, far);
    expect(outcome).toMatchObject({ kind: 'read', levels: [PLACE, OTHER, far] });
    const query = stage.requests.map((request) => [...urlOf(request).searchParams.values()].join());
    expect(query).toHaveLength(1);
    expect(query[0]).toContain(`${PLACE.variantId},${OTHER.variantId}`);
    expect(query[0]?.split(PLACE.variantId)).toHaveLength(2);
    expect(query[0]?.split(PLACE.locationId)).toHaveLength(2);
  });

  test('goes from page to page until all are there, and no further', async () => {
    const stage = carrying([
      page([inventory()], 'p2'),
      page([inventory(OTHER)], 'p3'),
      page([inventory()]),
    ]);
    expect(await stage.read(PLACE, OTHER)).toMatchObject({ levels: [PLACE, OTHER] });
    expect(stage.requests).toHaveLength(2);
  });

  test('of a level without numbers refuses what was planned on it, until it is read otherwise', async () => {
    const stage = carrying([
      page([inventory(NOT_TRACKED), inventory({ ...OTHER, ...NOT_TRACKED })]),
      page([]),
    ]);
    const line = intentOf({ at: PLACE });
    expect(await stage.read()).toMatchObject({ kind: 'read', levels: [] });
    const plan = stage.carrier.plan(undefined, [line]);
    expect(plan).toMatchObject({
      isSent: false,
      settlements: [
        {
          key: line.key,
          state: 'refused',
          refusal: {
            reason: 'response',
            details: {
              at: 'available',
              method: 'GET',
              expected: 'a number: the stock of this variant is not tracked',
            },
          },
        },
      ],
    });
    const others = [intentOf({ at: OTHER })];
    expect(stage.carrier.plan(undefined, others)).toMatchObject({
      settlements: [{ refusal: { reason: 'model' } }],
    });
    const set = intentOf({ content: { kind: 'set', ...PLACE, values: { onHand: 1 } } });
    expect(stage.carrier.plan(undefined, [set])).toMatchObject({ isSent: true });
    const there = { ...BEFORE, available: 4, onHand: 7 };
    expect(stage.carrier.plan(there, [line])).toMatchObject({ isSent: true });
    await stage.read();
    expect(stage.carrier.plan(undefined, [line])).toMatchObject({
      settlements: [{ refusal: { reason: 'model' } }],
    });
    expect(() => stage.carrier.plan(undefined, [])).toThrow('nothing to plan');
  });

  test('remembers a thousand levels without numbers, and the last', async () => {
    const ids = Array.from({ length: 1_001 }, (_, index) => `${index + 1}`);
    const places = ids.map((variantId) => ({ variantId, locationId: '7' }));
    const steps = places.map((at) => page([inventory({ ...at, ...NOT_TRACKED })]));
    const stage = carrying(steps);
    for (const at of places) await stage.read(at);
    const reasonFor = (at: Place): string | undefined => {
      const [settled] = stage.carrier.plan(undefined, [intentOf({ at })]).settlements;
      return settled?.state === 'refused' ? settled.refusal.reason : undefined;
    };
    const [first, second] = places as [Place, Place];
    expect([first, second, places.at(-1) as Place].map(reasonFor)).toEqual([
      'model',
      'response',
      'response',
    ]);
  });

  test.each([
    [403, 'unauthorized'],
    [401, 'unauthorized'],
    [400, 'failed'],
    [429, 'failed'],
    [503, 'failed'],
  ])('that is answered %d is %s', async (status, kind) => {
    const stage = carrying([reply(status, {})]);
    const outcome = await stage.read();
    expect(outcome).toMatchObject({ kind });
    expect(outcome).toHaveProperty('error');
  });
});

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

describe('a pause after a request that failed', () => {
  const error = (status: number, retryAfterMs?: number) =>
    carrying([
      reply(
        status,
        status === 200 ? '<html>' : {},
        retryAfterMs === undefined ? {} : { 'Retry-After': `${retryAfterMs / 1000}` },
      ),
    ])
      .read()
      .then((outcome) => (outcome as { error: InventoryError }).error);
  const rest = async (
    stage: ReturnType<typeof carrying>,
    requested: 'read' | 'write',
    reason: unknown,
    failures = 1,
    signal = never,
  ): Promise<number> => {
    const startedAt = stage.clock.now();
    await stage.run(stage.carrier.backOff(requested, [PLACE], reason, failures, signal));
    return stage.clock.now() - startedAt;
  };

  test('is none where the work is over, or another token was not tried yet', async () => {
    const stage = carrying([]);
    stage.own();
    expect(await rest(stage, 'read', await error(503, 9_000), 9, AbortSignal.abort())).toBe(0);
    expect(await rest(stage, 'read', await error(401), 9)).toBe(0);
    expect(stage.ended).toEqual([]);
  });

  test('is as long as the platform asks for, and is told', async () => {
    const told: unknown[] = [];
    const hooks = {
      onRetry: (info: object) => void told.push(info),
      onWait: (info: object) => void told.push(info),
    };
    const stage = carrying([], { hooks });
    const reason = await error(503, 9_000);
    expect(await rest(stage, 'read', reason)).toBe(9_000);
    stage.own(PLACE, { maxRetries: 5 });
    expect(await rest(stage, 'write', reason, 2)).toBe(9_000);
    const { method, path } = reason;
    const each = { operation: 'adjust' };
    const retry = { ...each, method, path, attempt: 1, reason: 'server', delayMs: 9_000 };
    const wait = { ...each, waitMs: 9_000, why: 'retry' };
    expect(told).toEqual([retry, wait, retry, wait]);
  });

  test('of an error that is none of the client’s is no retry of a request', async () => {
    const told: unknown[] = [];
    const stage = carrying([], { hooks: { onRetry: (info: object) => void told.push(info) } });
    expect(await rest(stage, 'write', new Error('odd'))).toBeLessThanOrEqual(500);
    expect(told).toEqual([]);
  });

  test('takes five minutes at the most', async () => {
    expect(await rest(carrying([]), 'read', await error(503, 3_600_000))).toBe(300_000);
  });

  test('ends with the work', async () => {
    const controller = new AbortController();
    const stage = carrying([]);
    const reason = await error(503, 9_000);
    const resting = stage.carrier.backOff('read', [PLACE], reason, 1, controller.signal);
    controller.abort(new Error('over'));
    await expect(resting).rejects.toThrow('over');
    expect(stage.clock.timers).toBe(0);
  });

  // What was requested; the answer; its number in a row; the retries and time that the call has.
  test.each([
    ['read', 503, 1, {}, false],
    ['read', 400, 1, {}, true],
    ['write', 400, 1, {}, false],
    ['read', 503, 3, { maxRetries: 3 }, false],
    ['read', 503, 4, { maxRetries: 3 }, true],
    ['write', 503, 1, { maxRetries: 0 }, true],
    ['read', 503, 1, { deadlineMs: 9_001 }, false],
    ['read', 503, 1, { deadlineMs: 9_000 }, true],
    ['read', 200, 1, { maxRetries: 9 }, false],
    ['read', 200, 2, { maxRetries: 9 }, true],
  ] as const)('ends a call: %s, %d, for the %dth time, %j: %s', async (...row) => {
    const [requested, status, failures, options, isEnded] = row;
    const stage = carrying([]);
    const { call } = stage.own(PLACE, { maxRetries: 20, ...options });
    const other = stage.own(OTHER, { maxRetries: 0 });
    const reason = await error(status, status === 200 ? undefined : 9_000);
    await rest(stage, requested, reason, failures);
    expect(stage.ended).toEqual(isEnded ? [reason] : []);
    call.end();
    other.call.end();
  });

  test.each([
    [299_999, false],
    [300_000, true],
  ])('of %d ms ends a call without a deadline: %s', async (ms, isEnded) => {
    const stage = carrying([]);
    stage.own(PLACE, { maxRetries: 20 });
    const reason = new RateLimitError({ retryAfterMs: ms }, 'full');
    await rest(stage, 'write', reason);
    expect(stage.ended).toHaveLength(isEnded ? 1 : 0);
  });

  test.each([
    [429, 9_000, [9_000]],
    [429, 3_600_000, [300_000]],
    [503, 9_000, []],
  ])('after a %d of %d ms empties the bucket for %j ms', async (status, ms, drained) => {
    const drains: number[] = [];
    const rateLimiter = {
      acquire: async () => {},
      drain: (forMs: number) => void drains.push(forMs),
    };
    await rest(carrying([], { rateLimiter }), 'write', await error(status, ms));
    expect(drains).toEqual(drained);
  });

  test('of a client without a bucket empties none', async () => {
    expect(await rest(carrying([]), 'write', await error(429, 9_000))).toBe(9_000);
  });
});

describe('the turn of a request', () => {
  const limited = (steps: readonly Reply[], isObserving = true) => {
    const asked: AcquireOptions[] = [];
    const observed: { ticket?: object }[] = [];
    const rateLimiter = {
      acquire: async (options: AcquireOptions = {}) => void asked.push(options),
      drain: () => {},
      ...(isObserving && { observe: (told: object) => void observed.push(told) }),
    };
    const waits: unknown[] = [];
    const hooks = { onWait: (info: object) => void waits.push(info) };
    /** The asks whose tickets the limiter has got back, by their number. */
    const returned = (): number[] =>
      observed.map(({ ticket }) => asked.findIndex((each) => each.ticket === ticket));
    return { asked, returned, waits, stage: carrying(steps, { rateLimiter, hooks }) };
  };

  test('is asked for with its priority, and its ticket goes with the next request', async () => {
    const { asked, returned, stage } = limited([level(), page([inventory()])]);
    await stage.carrier.pace('background', never);
    await stage.carrier.pace('interactive', never);
    expect(asked).toMatchObject([
      { priority: 'background', signal: never },
      { priority: 'interactive', signal: never },
    ]);
    await stage.send();
    expect(returned()).toEqual([0]);
    await stage.read();
    expect(returned()).toEqual([0, 1]);
    expect(asked).toHaveLength(2);
  });

  test('that was paid for is not waited for again by a write', async () => {
    const { asked, stage } = limited([level()]);
    await stage.send();
    expect(asked).toEqual([]);
  });

  test('that is not used is given back when the work ends', async () => {
    const { returned, stage } = limited([level()]);
    const controller = new AbortController();
    await stage.carrier.pace('background', controller.signal);
    await stage.carrier.pace('background', controller.signal);
    await stage.send();
    expect(returned()).toEqual([0]);
    controller.abort();
    expect(returned()).toEqual([0, 1]);
    await stage.carrier.pace('background', AbortSignal.abort());
    expect(returned()).toEqual([0, 1, 2]);
  });

  test('has no ticket where the limiter does not look at them', async () => {
    const { asked, stage } = limited([], false);
    await stage.carrier.pace('background', never);
    expect(asked[0]).not.toHaveProperty('ticket');
  });

  test('is told to the calls of its priority while it is waited for', async () => {
    const { asked, waits, stage } = limited([]);
    await stage.carrier.pace('background', never);
    asked[0]?.onWait?.(700);
    expect(waits).toEqual([]);
    stage.own(PLACE, { priority: 'interactive' });
    asked[0]?.onWait?.(700);
    expect(waits).toEqual([]);
    stage.own(OTHER, { priority: 'background' });
    asked[0]?.onWait?.(700);
    expect(waits).toEqual([{ operation: 'adjust', waitMs: 700, why: 'rate-limit' }]);
  });

  test('is nobody’s where the client has no bucket', async () => {
    const stage = carrying([]);
    await stage.carrier.pace('background', never);
    expect(stage.clock.timers).toBe(0);
  });
});

describe('a reading that stays old', () => {
  const told = (available: number, updateTime?: string) => ({
    ...PLACE,
    available,
    committed: 0,
    unavailable: 0,
    incoming: 0,
    onHand: available,
    ...(updateTime !== undefined && { updateTime }),
  });

  test('is known by what stood there before, or by its time', () => {
    const { carrier } = carrying([]);
    const [T1, T2] = ['2026-01-01T00:00:01Z', '2026-01-01T00:00:02Z'];
    const known = { level: told(9), at: 0 };
    expect(carrier.isStale(told(10), { ...known, before: told(10) })).toBe(true);
    expect(carrier.isStale(told(10), known)).toBe(false);
    expect(carrier.isStale(told(9), { ...known, before: told(10) })).toBe(false);
    expect(carrier.isStale(told(8, T1), { ...known, level: told(9, T2) })).toBe(true);
    expect(carrier.isStale(told(8, T2), { ...known, level: told(9, T1) })).toBe(false);
  });

  test('is known by this process’s own writes, if nobody wrote since', () => {
    const { carrier, session } = carrying([]);
    const key = `${PLACE.variantId} ${PLACE.locationId}`;
    session.acknowledged.add(key, told(9), told(10));
    session.acknowledged.add(key, told(8), told(9));
    expect(carrier.isStale(told(10), { level: told(8) })).toBe(true);
    expect(carrier.isStale(told(10), { level: told(7) })).toBe(false);
    expect(carrier.isStale(told(6), { level: told(8) })).toBe(false);
  });

  test('refuses with both levels, and is then forgotten', () => {
    const { carrier } = carrying([]);
    carrier.isStale(told(10), { level: told(9), before: told(10) });
    const lines = [intentOf({ at: PLACE }), intentOf({ at: PLACE })];
    const details = { method: 'GET', observed: told(10), known: told(9) };
    expect(carrier.refuseStale(lines)).toMatchObject({
      isSent: false,
      settlements: lines.map(({ key }) => ({
        key,
        state: 'refused',
        refusal: { reason: 'stale-reading', details },
      })),
    });
    const [again] = carrier.refuseStale(lines).settlements;
    expect(again).toMatchObject({ refusal: { reason: 'stale-reading' } });
    expect(again).not.toHaveProperty('refusal.details.observed');
    expect(carrier.refuseStale([]).settlements).toEqual([]);
  });

  test('the same bytes are told from others by the plan on a reading', () => {
    const { carrier } = carrying([]);
    const line = intentOf({ at: PLACE });
    const statement = statementOf({ ...PLACE, keys: [line.key], target: { onHand: 9 } });
    expect(carrier.isSameWrite(statement, [line], told(10))).toBe(true);
    expect(carrier.isSameWrite(statement, [line], told(11))).toBe(false);
  });
});
