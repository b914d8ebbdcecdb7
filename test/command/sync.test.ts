import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planTable } from '../../src/command/tables.ts';
import type { Surroundings } from '../../src/command/surroundings.ts';
import { openShop, TOKEN } from './shop.ts';

const HEAD = 'variantId,locationId,onHand\n';

describe('sync', () => {
  test('writes what differs and says so in lines of JSON', async () => {
    const { fake, file, run } = await openShop();
    const said = await run(['sync', file('a.csv', `${HEAD}11,50002,7\n11,50003,20\n`)]);
    expect(said.events()).toEqual([
      expect.objectContaining({ event: 'done', applied: 1, unchanged: 1, left: 0, skipped: 0 }),
    ]);
    expect(said).toMatchObject({ code: 0, stderr: '' });
    expect(fake.level('11', '50002')?.onHand).toBe(7);
  });

  test('takes SKUs and names of warehouses', async () => {
    const { fake, file, run } = await openShop();
    expect(await run(['sync', file('a.csv', 'SKU;Warehouse;Qty\nP001;berlin;7\n')])).toMatchObject({
      code: 0,
    });
    expect(fake.level('11', '50002')?.onHand).toBe(7);
  });

  test('writes nothing where a SKU is unknown or means several, and names the lines', async () => {
    const { fake, file, run } = await openShop();
    const before = fake.levels();
    const said = await run([
      'sync',
      file('a.csv', 'sku,location,qty\nP001,Berlin,7\nP9,Berlin,1\nP002,Berlin,1\n'),
    ]);
    expect(said.code).toBe(2);
    expect(said.stderr).toContain('a.csv, line 3, column sku: "P9" is unknown');
    expect(said.stderr).toContain('a.csv, line 4, column sku: "P002" means several variants');
    expect(fake.levels()).toEqual(before);
  });

  test('leaves wrong lines out where told, and reports them so that they can be fed in again', async () => {
    const { fake, file, folder, run } = await openShop();
    const left = join(folder, 'left.csv');
    const csv = file('a.csv', 'sku,location,qty\nP001,Berlin,x\nP9,Berlin,1\nP001,Köln,5\n');
    const said = await run(['sync', csv, '--skip-invalid', '--report', left]);
    expect(said.code).toBe(1);
    expect(fake.level('11', '50003')?.onHand).toBe(5);
    expect(readFileSync(left, 'utf8').split('\n').slice(0, 3)).toEqual([
      'sku,location,onHand,line,status,problem',
      'P001,Berlin,x,2,invalid,is no number. Write the units as digits.',
      'P9,Berlin,1,3,invalid,is unknown: no variant of the shop has this SKU (capitals and zeros count).',
    ]);
    const mended = file(
      'left.csv',
      readFileSync(left, 'utf8')
        .replace(',x,', ',9,')
        .replace(/^P9.*\n/m, ''),
    );
    expect(await run(['sync', mended])).toMatchObject({ code: 0 });
    expect(fake.level('11', '50002')?.onHand).toBe(9);
  });

  test('leaves out what has no level in the shop too, and tells of it once', async () => {
    const { fake, file, folder, run } = await openShop();
    const left = join(folder, 'left.csv');
    const csv = file('a.csv', `${HEAD}12,50003,5\n11,50003,7\n`);
    const said = await run(['sync', csv, '--skip-invalid', '--report', left]);
    expect(said.code).toBe(1);
    expect(said.stderr).toBe(
      `Skipped: ${csv}, line 2: names variant 12 at location 50003, where the shop has no level. Where it is a new place for the variant, say --connect-missing\n`,
    );
    expect(readFileSync(left, 'utf8')).toContain('\n12,50003,5,2,invalid,');
    expect(fake.level('11', '50003')?.onHand).toBe(7);
    const asked = await run(['sync', csv, '--skip-invalid'], {
      isTerminal: true,
      ask: () => Promise.resolve(true),
    });
    expect(asked.stderr.match(/Skipped/g)).toHaveLength(1);
  });

  test('knows one level by several names: refuses it, leaves all of them out, or adds them up', async () => {
    const { fake, file, run } = await openShop();
    const csv = file('a.csv', 'sku,location,qty\nP001,Berlin,3\nP001,Köln,4\nP001,50002,5\n');
    const refused = await run(['sync', csv]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('line 4: names variant 11 at location 50002, which line 2');
    expect(await run(['sync', csv, '--skip-invalid'])).toMatchObject({ code: 1 });
    const onHand = (): unknown =>
      ['50002', '50003'].map((locationId) => fake.level('11', locationId)?.onHand);
    expect(onHand()).toEqual([10, 4]);
    expect(await run(['sync', csv, '--sum'])).toMatchObject({ code: 0 });
    expect(onHand()).toEqual([8, 4]);
  });

  test('looks ids up where only some rows have them', async () => {
    const { fake, file, run } = await openShop();
    const csv = file('a.csv', 'variantId,sku,locationId,qty\n12,,50002,3\n,P001,50002,4\n');
    expect(await run(['sync', csv])).toMatchObject({ code: 0, stderr: '' });
    expect(['11', '12'].map((id) => fake.level(id, '50002')?.onHand)).toEqual([4, 3]);
  });

  test('shows a plan and writes nothing with --dry-run', async () => {
    const { fake, file, run } = await openShop();
    const csv = file('a.csv', `${HEAD}11,50002,7\n`);
    const json = await run(['sync', csv, '--dry-run']);
    expect(json.events()).toEqual([
      {
        event: 'change',
        line: 2,
        variantId: '11',
        locationId: '50002',
        quantity: 'onHand',
        from: 10,
        to: 7,
      },
      { event: 'plan', total: 1, unchanged: 0, changes: 1 },
    ]);
    const terminal = await run(['sync', csv, '--dry-run', '--yes'], { isTerminal: true });
    expect(terminal.stdout).toMatchInlineSnapshot(`
      "variant  location  quantity  from  to  by
           11     50002  onHand      10   7  -3
      1 of 1 levels differ.
      "
    `);
    expect(fake.level('11', '50002')?.onHand).toBe(10);
  });

  test('calls a level as the file does: in the plan, in events and in the report', async () => {
    const { fake, file, folder, run } = await openShop();
    const csv = file('a.csv', 'sku,location,qty\nP001,Berlin,7\n');
    const plan = await run(['sync', csv, '--dry-run', '--yes'], { isTerminal: true });
    expect(plan.stdout).toMatchInlineSnapshot(`
      "variant  location  quantity  from  to  by
      P001     Berlin    onHand      10   7  -3
      1 of 1 levels differ.
      "
    `);
    const names = { variantId: '11', locationId: '50002', sku: 'P001', location: 'Berlin' };
    expect((await run(['sync', csv, '--dry-run'])).events()[0]).toMatchObject(names);

    const left = join(folder, 'left.csv');
    fake.faults.add({ operation: 'adjust', fault: { kind: 'status', status: 400 } });
    expect(await run(['sync', csv, '--report', left])).toMatchObject({ code: 1 });
    expect(readFileSync(left, 'utf8')).toMatch(/\n11,P001,50002,Berlin,7,2,rejected,/);
    expect(await run(['sync', left])).toMatchObject({ code: 0 });
    expect(fake.level('11', '50002')?.onHand).toBe(7);
  });

  test('lets no name of a file steer the terminal', async () => {
    const level = { variantId: '11', locationId: '50002', quantity: 'onHand' } as const;
    const change = { ...level, line: 0, from: 1, to: 2, ref: { sku: 'P\u001B[2J1' } };
    expect(await planTable([change], { hasColors: false } as Surroundings)).toContain('P?[2J1');
  });

  test('asks on a terminal, and takes no for no', async () => {
    const { fake, file, run } = await openShop();
    const csv = file('a.csv', `${HEAD}11,50002,7\n`);
    const asked: string[] = [];
    const answer =
      (yes: boolean) =>
      async (question: string): Promise<boolean> => {
        asked.push(question);
        return yes;
      };
    expect(await run(['sync', csv], { isTerminal: true, ask: answer(false) })).toMatchObject({
      code: 1,
    });
    expect(fake.level('11', '50002')?.onHand).toBe(10);
    expect(await run(['sync', csv], { isTerminal: true, ask: answer(true) })).toMatchObject({
      code: 0,
    });
    expect(fake.level('11', '50002')?.onHand).toBe(7);
    expect(asked[0]).toMatch(/^Write 1 levels to http:/);
  });

  test('reads standard input', async () => {
    const { fake, run } = await openShop();
    const input = (async function* () {
      yield new TextEncoder().encode(`${HEAD}11,50002,7\n`);
    })();
    expect(await run(['sync', '-'], { input })).toMatchObject({ code: 0 });
    expect(fake.level('11', '50002')?.onHand).toBe(7);
  });

  test('refuses to empty the shop, with the option that allows it', async () => {
    const { file, run } = await openShop();
    const said = await run(['sync', file('a.csv', `${HEAD}11,50002,0\n`), '--max-drop', '20%']);
    expect(said.code).toBe(2);
    expect(said.stderr).toContain('--max-drop 100%');
  });

  test('sets what is not in the file to 0 with --missing zero, and connects with --connect-missing', async () => {
    const { fake, file, run } = await openShop();
    const csv = file('a.csv', `${HEAD}12,50003,5\n`);
    const refused = await run(['sync', csv]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('line 2: names variant 12 at location 50003');
    const said = await run(['sync', csv, '--connect-missing', '--missing', 'zero']);
    expect(said).toMatchObject({ code: 0, stderr: '' });
    expect(
      [fake.level('12', '50003'), fake.level('11', '50003')].map((level) => level?.onHand),
    ).toEqual([5, 0]);
  });

  test('could not begin with a wrong token, a state that cannot be, or a shop that is not there', async () => {
    const { file, folder, run } = await openShop();
    const csv = file('a.csv', `${HEAD}11,50002,7\n`);
    const wrong = await run(['sync', csv], { env: { GENSTORE_TOKEN: 'wr0ng', HOME: folder } });
    expect(wrong.code).toBe(3);
    expect(wrong.stderr).not.toContain('wr0ng');
    expect(await run(['sync', csv, '--state', join(csv, 'x/y.db')])).toMatchObject({ code: 3 });
    expect(await run(['sync', csv, '--report', join(csv, 'left.csv')])).toMatchObject({ code: 3 });
  });

  test('names a state that is none, and a level that stands in no line', async () => {
    const { fake, file, run } = await openShop();
    const csv = file('a.csv', `${HEAD}11,50002,10\n`);
    const state = file('no.db', 'no state, but a text of somebody');
    const stateless = await run(['sync', csv, '--state', state]);
    expect(stateless.code).toBe(3);
    expect(stateless.stderr).toContain(`The state is ${state}`);
    fake.faults.add({ operation: 'adjust', fault: { kind: 'status', status: 400 } });
    const zeroed = await run(['sync', csv, '--missing', 'zero']);
    expect(zeroed.stderr).toMatch(/^Left, variant 12 at location 50002: rejected/);
  });

  test.each<[string, (folder: string) => string[], string]>([
    ['no name of a file', () => ['sync', ''], 'the name of the file is empty'],
    ['a report that is a folder', (folder) => ['sync', '-', '--report', folder], 'EISDIR'],
    [
      'a profile of null',
      (folder) => {
        writeFileSync(join(folder, 'w.json'), 'null');
        return ['sync', '-', '--wire', join(folder, 'w.json')];
      },
      'it holds null',
    ],
  ])('refuses %s before it begins', async (_, words, said) => {
    const { run, folder } = await openShop();
    const { stderr } = await run(words(folder));
    expect(stderr).toContain(said);
  });

  test('tells the token nowhere', async () => {
    const { file, folder, run } = await openShop();
    const said = await run([
      'sync',
      file('a.csv', `${HEAD}11,50002,x\n`),
      '--report',
      join(folder, 'l.csv'),
    ]);
    expect(said.stdout + said.stderr).not.toContain(TOKEN);
    expect(existsSync(join(folder, 'l.csv'))).toBe(false);
    const inWords = await run(['sync', 'a.csv', '--token', TOKEN]).then(
      ({ stdout, stderr }) => stdout + stderr,
    );
    expect(inWords).not.toContain(TOKEN);
    expect(inWords).toContain('GENSTORE_TOKEN');
    expect((await run(['sync', 'a.csv', `--tokn=${TOKEN}`])).stderr).not.toContain(TOKEN);
  });
});
