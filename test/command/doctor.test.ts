import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { printDoctor } from '../../src/command/doctor/index.ts';
import { InventoryClient } from '../../src/index.ts';
import { DIALECT } from '../wire/dialect.ts';
import { NESTED, PLACE, SEED, SNAKE, TOKEN, visit } from './doctor-scene.ts';

const verdictOf = (
  { findings }: Pick<Awaited<ReturnType<typeof visit>>, 'findings'>,
  line: string,
): string | undefined => findings.find((each) => each.line === line)?.verdict;

describe('a shop that speaks as assumed', () => {
  test('is confirmed by reading alone, in at most twelve requests', async () => {
    const seen = await visit();

    expect(seen.exitCode).toBe(0);
    expect(seen.problems).toEqual([]);
    expect(seen.questions).toEqual([]);
    expect(seen.fake.requests.length).toBeLessThanOrEqual(12);
    expect(seen.fake.requests.every(({ method }) => method === 'GET')).toBe(true);
    expect(seen.findings.filter(({ verdict }) => verdict === 'contradicted')).toEqual([]);
    for (const line of ['T14', 'T18', 'T19', 'E4', 'E6', 'E14', 'E15', 'M7', 'P15', 'P17', 'O5']) {
      expect([line, verdictOf(seen, line)]).toEqual([line, 'confirmed']);
    }
  });

  test('says that writing was not tried, until one level may be written', async () => {
    const [read, written] = [await visit(), await visit({}, { write: PLACE })];

    expect(read.remarks.join(' ')).toContain('Writing was not tried');
    expect(verdictOf(read, 'E10')).toBe('not seen');
    expect(written.exitCode).toBe(0);
    expect(verdictOf(written, 'E10')).toBe('confirmed');
    expect(written.fake.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    expect(written.fake.levels()).toEqual(read.fake.levels());
  });

  test('keeps a pace of two requests a second', async () => {
    const { fake } = await visit();
    const times = fake.requests.map(({ at }) => Date.parse(at));

    expect(times.slice(1).every((time, index) => time - (times[index] ?? 0) >= 500)).toBe(true);
  });
});

describe('a shop with names of its own', () => {
  test.each([
    ['snake case with numbers', SNAKE],
    ['nested quantities without envelope', NESTED],
  ])('%s: its profile is found, and a client reads and writes by it', async (_, wire) => {
    const { profile, exitCode, fake, problems, questions } = await visit(
      { wire },
      { write: PLACE },
    );
    expect({ exitCode, problems, questions }).toEqual({ exitCode: 0, problems: [], questions: [] });
    expect(profile).toMatchObject(wire);

    const access = { shop: fake.shop, accessToken: fake.accessToken, fetch: fake.fetch };
    const client = new InventoryClient({ ...access, wire: profile, rateLimiter: false });
    const { levels } = await client.query({ limit: 250 });
    expect(levels.map(({ available }) => available)).toEqual(
      SEED.levels.map(({ available }) => available),
    );
    expect(await client.adjust({ ...PLACE, by: { onHand: 2 } })).toMatchObject(PLACE);
  });

  test.each([SNAKE, NESTED])('is not confirmed without a write: %j', async (wire) => {
    const { exitCode, questions } = await visit({ wire });

    expect(exitCode).toBe(1);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toContain('--write');
  });

  test('whose words for quantities are other words is asked about, and nothing is guessed', async () => {
    const { exitCode, profile, questions, fake } = await visit({ wire: DIALECT });

    expect(exitCode).toBe(1);
    expect(profile).toMatchObject({
      list: 'data.inventory_levels',
      variantId: 'variant_id',
      locationId: 'warehouse.id',
      available: 'stock.sellable',
      onHand: 'stock.total',
      updateTime: 'updated_at',
      error: 'problem.text',
    });
    for (const open of ['committed', 'unavailable', 'incoming', 'timeZone', 'variantFilter']) {
      expect([open, open in profile]).toEqual([open, false]);
      expect(questions.filter((each) => each.includes(`--names ${open}=`))).toHaveLength(1);
    }
    expect(questions.join(' ')).toContain('may be `in_transit`');
    expect(fake.requests.length).toBeLessThanOrEqual(12);
  });

  test('is confirmed once a person has said what cannot be told apart', async () => {
    const names = {
      committed: DIALECT.committed,
      unavailable: DIALECT.unavailable,
      incoming: DIALECT.incoming,
      variantFilter: DIALECT.variantFilter,
      locationFilter: DIALECT.locationFilter,
      requestEnvelope: DIALECT.requestEnvelope,
    };
    const { exitCode, profile, questions } = await visit(
      { wire: DIALECT },
      { names, write: PLACE },
    );

    expect(questions).toEqual([]);
    expect(exitCode).toBe(0);
    const { version, ...found } = profile;
    expect(version).toBe(1);
    expect(found).toEqual(DIALECT);
  });

  test('is not confirmed where a person says what the numbers contradict', async () => {
    const names = { committed: DIALECT.incoming, unavailable: DIALECT.unavailable };
    const { exitCode, problems } = await visit({ wire: DIALECT }, { names });

    expect(exitCode).toBe(1);
    expect(problems.join(' ')).toContain('add up');
  });

  test.each(['one', 'commas', 'repeats'] as const)(
    'is asked whether its filters take several ids: %s',
    async (form) => {
      const wire = { variantFilterForm: form, locationFilterForm: form };
      const { profile, exitCode, fake } = await visit({ wire });

      expect(profile).toMatchObject(wire);
      expect(exitCode).toBe(0);
      expect(fake.requests.length).toBeLessThanOrEqual(12);
    },
  );
});

describe('the report', () => {
  test('has a line for each line of the contract', async () => {
    const page = readFileSync(new URL('../../docs/wire-contract.md', import.meta.url), 'utf8');
    const lines = [...page.matchAll(/^\| ([A-Z]\d+) +\|/gm)].map(([, line]) => line);
    const { findings, report } = await visit();

    expect(new Set(findings.map(({ line }) => line))).toEqual(new Set(lines));
    for (const line of lines) expect(report).toContain(`| ${line} | `);
  });

  test.each([undefined, SNAKE, DIALECT])(
    'holds neither token nor shop nor ids: %j',
    async (wire) => {
      const { report, fake, ...result } = await visit({ wire }, { write: PLACE });
      const ids = fake.levels().flatMap(({ variantId, locationId }) => [variantId, locationId]);

      for (const secret of [TOKEN, 'corner-shop', ...ids]) {
        expect(report).not.toContain(secret);
        expect(printDoctor({ ...result, report })).not.toContain(secret);
      }
    },
  );

  test('conceals what a shop calls its fields by, should that be an id or the token', async () => {
    const named = { [`x${TOKEN}`]: 1, 'corner-shop': 1, f107362030756584: 1 };
    const level = { variantId: '1', locationId: '2', available: 4, ...named };
    const { report } = await visit(
      {},
      { fetch: () => Promise.resolve(Response.json({ inventories: [level, level] })) },
    );

    expect(report).not.toContain(TOKEN);
    expect(report).not.toContain('corner-shop');
    expect(report).not.toContain('107362030756584');
  });

  test('reads well on a terminal', async () => {
    expect(printDoctor(await visit()).replace(/\d+ confirmed.*/, '…')).toBe(
      `All that the client needs is confirmed, after 11 requests.
  - Writing was not tried. The envelope of single objects is documented; --write <variantId>:<locationId> confirms it.
All names that were seen are the usual ones.
Lines of the contract: …
`,
    );
  });
});
