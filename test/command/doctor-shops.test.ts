import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../src/index.ts';
import { DIALECT } from '../wire/dialect.ts';
import { PLACE, shopOf, TOKEN, visit, visitAnswers } from './doctor-scene.ts';

const LEVEL = { ...PLACE, available: 12, committed: 3, unavailable: 2, incoming: 8 };

/** Levels as a shop may tell them that was not made from the contract. */
function levelsOf(
  tell: (numbers: Readonly<Record<string, number>>, index: number) => object,
): object[] {
  const rows = [
    [5, 2, 1, 30],
    [0, 4, 3, 0],
    [17, 0, 6, 2],
    [-2, 9, 0, 11],
  ];
  return rows.map(([a = 0, c = 0, u = 0, incoming = 0], index) => ({
    variantId: `1073620307565${index}`,
    locationId: '50002',
    ...tell({ a, c, u, incoming, onHand: a + c + u }, index),
  }));
}

const usual = ({ a, c, u, incoming, onHand }: Readonly<Record<string, number>>): object => ({
  available: a,
  committed: c,
  unavailable: u,
  incoming,
  onHand,
});

describe('a small shop', () => {
  test('with one level is confirmed by its names, where its numbers agree', async () => {
    const { exitCode, remarks, profile } = await visit({ seed: { levels: [LEVEL] } });

    expect(exitCode).toBe(0);
    expect(remarks.join(' ')).toContain('takes several ids was not seen');
    expect(profile.variantFilterForm).toBe('one');
  });

  test('with one level and other names is asked about all that one level cannot tell', async () => {
    const { exitCode, profile, questions } = await visit({
      seed: { levels: [LEVEL] },
      wire: DIALECT,
    });

    expect(exitCode).toBe(1);
    for (const name of ['available', 'committed', 'unavailable', 'incoming', 'onHand']) {
      expect(name in profile).toBe(false);
      expect(questions.join(' ')).toContain(`--names ${name}=`);
    }
  });

  test('without a level is told to connect one', async () => {
    const { exitCode, problems } = await visit({ seed: {} });

    expect(exitCode).toBe(1);
    expect(problems).toEqual([
      'The shop has no level to look at: connect a variant to a warehouse, with a few units, and look again.',
    ]);
  });

  test('whose quantities are all 0 is told that no number shows anything', async () => {
    const seed = { levels: [PLACE, { ...PLACE, locationId: '50003' }] };
    const { exitCode, problems } = await visit({ seed });
    const other = await visit({ seed, wire: DIALECT });

    expect(exitCode).toBe(1);
    expect(problems.join(' ')).toContain('All quantities of all levels are 0');
    expect(other.exitCode).toBe(1);
    expect('available' in other.profile).toBe(false);
  });

  test('where all ids are the same is told apart by names alone, or asked about', async () => {
    const seed = { levels: [{ ...LEVEL, variantId: '1', locationId: '1', productId: '1' }] };
    const named = await visit({ seed });
    expect(named.remarks.join(' ')).toContain('their names alone tell them apart');
    expect(named.exitCode).toBe(0);

    const wire = { variantId: 'a', locationId: 'b', productId: 'c' };
    const { exitCode, profile, questions } = await visit({ seed, wire });
    expect(exitCode).toBe(1);
    expect(profile).not.toHaveProperty('variantId');
    expect(profile).not.toHaveProperty('locationId');
    expect(questions.join(' ')).toMatch(/id of the warehouse may be `c`, `a` or `b`/);
  });
});

describe('units that can be bought, by a name that says nothing', () => {
  const numbers = [
    [5, 2, 1],
    [3, 4, 6],
    [8, 9, 2],
  ];
  const seed = {
    levels: numbers.map(([available, committed, unavailable], index) => ({
      variantId: `10736203075658${index}`,
      locationId: '50002',
      available,
      committed,
      unavailable,
      incoming: index,
    })),
  };

  test('are found by what a variant tells of itself', async () => {
    const { profile } = await visit({ seed, wire: DIALECT });

    expect(profile.available).toBe(DIALECT.available);
  });

  test('are asked about where variants cannot be read', async () => {
    const scopes = ['write_inventory', 'read_shops'] as const;
    const { profile, questions, remarks } = await visit({ seed, wire: DIALECT, scopes });

    expect(profile).not.toHaveProperty('available');
    expect(questions.join(' ')).toContain('--names available=');
    expect(remarks.join(' ')).toContain('Variants could not be read (status 403)');
  });

  test('are asked about where a variant tells another number than its level', async () => {
    const { exitCode, questions } = await visitAnswers(({ pathname }) => {
      if (pathname.endsWith('/inventory')) return Response.json({ inventories: levelsOf(usual) });
      if (!pathname.includes('/variants/')) return Response.json({ error: 'no' }, { status: 404 });
      const inventoryQuantities = [{ locationId: '50002', available: '77' }];
      return Response.json({ productVariant: { inventoryQuantities } });
    });

    expect(exitCode).toBe(1);
    expect(questions.join(' ')).toContain('tells another number of available units');
  });
});

describe('pages', () => {
  const many = Array.from({ length: 250 }, (_, index) => ({
    variantId: String(1000 + index),
    locationId: '50002',
    ...usual({ a: index, c: 1, u: 2, incoming: 3, onHand: index + 3 }),
  }));
  const paged = (link: (url: URL) => string | undefined, next: object[]) => (url: URL) => {
    if (!url.pathname.endsWith('/inventory'))
      return Response.json({ error: 'no' }, { status: 404 });
    const isNext = url.searchParams.has('pageToken');
    const header = isNext ? undefined : link(url);
    const headers: Record<string, string> = header === undefined ? {} : { link: header };
    return Response.json({ inventories: isNext ? next : many }, { headers });
  };

  test('that are full and lead nowhere are told of: a client would take one for all', async () => {
    const { exitCode, problems } = await visitAnswers(paged(() => undefined, []));

    expect(exitCode).toBe(1);
    expect(problems.join(' ')).toContain('no link to more');
  });

  test.each([
    ['a link without a cursor', '<https://x.example/>; rel=next', [], 'no link with a pageToken'],
    [
      'the same page again',
      '<https://x.example/?pageToken=a>; rel=next',
      many,
      'round in a circle',
    ],
  ])('are told of: %s', async (_, link, next, words) => {
    const { problems } = await visitAnswers(paged(() => link, next));

    expect(problems.join(' ')).toContain(words);
  });

  test('are confirmed where a link leads on, quoted or not', async () => {
    const link = '"< https://x.example/?limit=250&pageToken=a >; rel=next"';
    const { findings, problems } = await visitAnswers(paged(() => link, levelsOf(usual)));

    expect(problems).toEqual([]);
    for (const line of ['T17', 'T18', 'T19', 'C11']) {
      expect(findings).toContainEqual(expect.objectContaining({ line, verdict: 'confirmed' }));
    }
  });
});

describe('the clock of this machine', () => {
  test('is told of where it is wrong', async () => {
    const date = new Date(Date.parse('2026-03-01T11:00:00Z')).toUTCString();
    const body = { inventories: levelsOf(usual) };
    const { remarks } = await visitAnswers(() => Response.json(body, { headers: { date } }));

    expect(remarks.join(' ')).toMatch(/clock of this machine is (59|60) minutes behind/);
  });
});

describe('ids by names that say nothing', () => {
  test('are found by what repeats and what other lists know', async () => {
    const wire = { variantId: 'sid', locationId: 'depot', productId: 'pid' };
    const { profile } = await visit({ wire });

    expect(profile).toMatchObject({ variantId: 'sid', locationId: 'depot' });
  });
});

describe('a shop that cannot be looked at', () => {
  const html = (): Response =>
    new Response('<!doctype html><title>Log in</title>', {
      headers: { 'content-type': 'text/html' },
    });
  const failing = (cause: object) => (): never => {
    throw Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error(), cause),
    });
  };
  test.each<[string, Parameters<typeof visitAnswers>[0], string]>([
    ['a page of HTML', html, 'a page of HTML'],
    [
      'a redirect',
      () => new Response('', { status: 302, headers: { location: 'https://x.example' } }),
      'redirect',
    ],
    ['no host', failing({ code: 'ENOTFOUND' }), 'there is no such host'],
    ['no connection', failing({ code: 'ECONNREFUSED' }), 'no connection (ECONNREFUSED)'],
    ['a failure', () => Response.json({}, { status: 502 }), 'has a failure (status 502)'],
    [
      'another version',
      () => Response.json({ error: 'no' }, { status: 404 }),
      'API version 202412',
    ],
    ['no JSON', () => new Response('OK'), 'no JSON'],
    ['an endless answer', () => new Response(endless()), 'too large'],
    ['too many requests', () => Response.json({}, { status: 429 }), 'used up by others'],
  ])('%s', async (_, answer, words) => {
    const { exitCode, problems, requests, report } = await visitAnswers(answer);

    expect(exitCode).toBe(3);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(words);
    expect(requests).toBeLessThanOrEqual(12);
    expect(report).toContain('The shop could not be looked at');
  });

  test('a wrong token', async () => {
    const { exitCode, problems, fake, report } = await visit(
      {},
      { accessToken: 'shp-another-one' },
    );

    expect(exitCode).toBe(3);
    expect(problems).toEqual([expect.stringContaining('The access token is not accepted')]);
    expect(fake.requests).toHaveLength(1);
    expect(report).not.toContain('shp-another-one');
  });

  test('a token without the scope, which is told what it has', async () => {
    const { exitCode, problems } = await visit({ scopes: ['read_apps', 'read_products'] });

    expect(exitCode).toBe(3);
    expect(problems).toEqual([expect.stringContaining('It has: read_apps, read_products.')]);
  });

  test('an answer that does not come', async () => {
    const never = (): Promise<Response> => new Promise(() => {});
    const fetch = (_: string, { signal }: RequestInit): Promise<Response> =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
        never().then(resolve, reject);
      });
    const { exitCode, problems } = await visitAnswers(never, { fetch: fetch as never });

    expect(exitCode).toBe(3);
    expect(problems).toEqual([expect.stringContaining('no answer came in time')]);
  });

  test.each([
    [{ shop: 'not a shop' }, 'shop'],
    [{ accessToken: 'two words' }, 'accessToken'],
    [{ names: { availible: 'x' } as never }, 'wire'],
    [{ apiVersion: '2024-12' }, 'apiVersion'],
  ])('is not asked anything where the options are wrong: %j', async (options, at) => {
    const visited = visitAnswers(() => Response.json({}), options);
    await expect(visited).rejects.toThrow(InvalidInputError);
    await expect(visited).rejects.toThrow(at);
    await expect(visited).rejects.not.toThrow(TOKEN);
  });
});

function endless(): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(1024 * 1024).fill(32);
  return new ReadableStream({ pull: (controller) => controller.enqueue(chunk) });
}

describe('a shop that means something else by the same names', () => {
  test('is contradicted where on hand is not the sum', async () => {
    const levels = levelsOf((of) => ({ ...usual(of), onHand: (of['a'] ?? 0) + (of['c'] ?? 0) }));
    const { exitCode, problems, findings } = await visitAnswers(shopOf({ inventories: levels }));

    expect(exitCode).toBe(1);
    expect(problems.join(' ')).toContain('onHand is not available + committed + unavailable');
    expect(findings.find(({ line }) => line === 'M7')?.verdict).toBe('contradicted');
  });

  test('is contradicted where available holds what is on hand', async () => {
    const levels = levelsOf((of) => ({ ...usual(of), available: of['onHand'], onHand: of['a'] }));
    const { exitCode, problems } = await visitAnswers(shopOf({ inventories: levels }));

    expect(exitCode).toBe(1);
    expect(problems).not.toEqual([]);
  });

  test('is told of quantities that are no whole numbers', async () => {
    const levels = levelsOf((of) => ({ ...usual(of), available: '5.0' }));
    const { exitCode, problems } = await visitAnswers(shopOf({ inventories: levels }));

    expect(exitCode).toBe(1);
    expect(problems.join(' ')).toContain('available does not hold whole numbers');
  });

  test('is told that a level is there twice', async () => {
    const levels = levelsOf(usual);
    const { exitCode, problems } = await visitAnswers(
      shopOf({ inventories: [...levels, ...levels] }),
    );

    expect(exitCode).toBe(1);
    expect(problems.join(' ')).toContain('more than once');
  });
});

describe('a list that stands elsewhere', () => {
  const levels = levelsOf(usual);
  test.each([
    ['alone', levels, ''],
    ['deep within', { data: { page: { rows: levels } } }, 'data.page.rows'],
    ['beside another one', { inventories: levels, warnings: [{ code: 1 }] }, 'inventories'],
    ['under the singular', { inventory: levels }, 'inventory'],
  ])('%s is found', async (_, body, list) => {
    const { profile, problems } = await visitAnswers(shopOf(body));

    expect(profile.list).toBe(list);
    expect(problems).toEqual([]);
  });

  test('is asked for where several could be it', async () => {
    const body = { rows: levels, entries: levels };
    const { exitCode, problems } = await visitAnswers(shopOf(body));

    expect(exitCode).toBe(1);
    expect(problems).toEqual([expect.stringContaining('`rows` or `entries`')]);
    expect((await visitAnswers(shopOf(body), { names: { list: 'rows' } })).profile.list).toBe(
      'rows',
    );
  });

  test.each([
    [{ inventories: 'none' }],
    [{ code: 401, message: 'no' }],
    [null],
    [5],
    [[1, 2]],
    [{ inventories: { 107362: levels[0] } }],
  ])('is missed where there is none: %j', async (body) => {
    const { exitCode, problems } = await visitAnswers(shopOf(body));

    expect(exitCode).toBe(1);
    expect(problems).toEqual([expect.stringContaining('no list of levels')]);
  });
});

describe('fields beside the quantities', () => {
  test('do not disturb where the names are the usual ones', async () => {
    const levels = levelsOf((of, index) => ({
      ...usual(of),
      id: 900 + index,
      version: index,
      reorderPoint: 5,
      estimatedTotal: (of['onHand'] ?? 0) + (of['incoming'] ?? 0),
      variant: { id: `1073620307565${index}`, sku: 'P001' },
    }));
    const { problems, profile } = await visitAnswers(shopOf({ inventories: levels }));

    expect(problems).toEqual([]);
    expect(profile).toMatchObject({
      variantId: 'variantId',
      available: 'available',
      onHand: 'onHand',
    });
  });

  test('are asked about where they could be quantities by other names', async () => {
    const levels = levelsOf((of, index) => ({
      sellable: of['a'],
      reserved: of['c'],
      held: of['u'],
      total: of['onHand'],
      coming: of['incoming'],
      version: index + 1,
    }));
    const { exitCode, profile, questions } = await visitAnswers(shopOf({ inventories: levels }));

    expect(exitCode).toBe(1);
    expect(profile).toMatchObject({ available: 'sellable', onHand: 'total' });
    expect(profile).not.toHaveProperty('committed');
    expect(questions.join(' ')).toContain('on their way may be `coming` or `version`');
  });

  test('called by the platform’s words in another spelling are found', async () => {
    const levels = levelsOf(({ a, c, u, incoming, onHand }) => ({
      available_quantity: a,
      quantity_committed: c,
      'Unavailable-Qty': u,
      incomingUnits: incoming,
      ON_HAND: onHand,
    }));
    const { profile, problems } = await visitAnswers(shopOf({ inventories: levels }));

    expect(problems).toEqual([]);
    expect(profile).toMatchObject({
      available: 'available_quantity',
      committed: 'quantity_committed',
      unavailable: 'Unavailable-Qty',
      incoming: 'incomingUnits',
      onHand: 'ON_HAND',
    });
  });

  test('that are missing are told: no on hand is derived, no incoming is not', async () => {
    const levels = levelsOf(({ a, c, u }) => ({ available: a, committed: c, unavailable: u }));
    const { exitCode, problems, questions } = await visitAnswers(shopOf({ inventories: levels }));

    expect(problems).toEqual([]);
    expect(questions.join(' ')).not.toContain('on hand');
    expect(questions.join(' ')).toContain('on their way were not found');
    expect(exitCode).toBe(1);
  });

  test('may be null where stock is not tracked', async () => {
    const levels = [...levelsOf(usual), { variantId: '1', locationId: '50002', available: null }];
    const { problems, findings } = await visitAnswers(shopOf({ inventories: levels }));

    expect(problems).toEqual([]);
    expect(findings.find(({ line }) => line === 'E20')?.verdict).toBe('confirmed');
  });
});
