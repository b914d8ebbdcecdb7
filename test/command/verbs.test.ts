import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolderOf, statePath } from '../../src/command/state.ts';
import { openShop, runHere } from './shop.ts';

describe('levels', () => {
  test('takes ids and names one by one, and a name with a comma as it is', async () => {
    const { run } = await openShop({}, [
      { locationId: '50004', name: 'Lyon, Sud' },
      { locationId: '50005', name: 'Lyon' },
    ]);
    const rows = async (...words: string[]): Promise<string[]> => {
      const { stdout } = await run(['levels', ...words]);
      return stdout
        .split('\n')
        .slice(1, -1)
        .map((row) => row.split(',', 2).join(' '));
    };
    expect(await rows('--variant', '11', '--variant', '13')).toEqual([
      '11 50002',
      '11 50003',
      '13 50003',
    ]);
    expect(await rows('--location', 'Köln', '--location', '50002', '--variant', '11')).toEqual([
      '11 50002',
      '11 50003',
    ]);
    expect(await rows('--location', 'Köln,Berlin', '--variant', '11')).toHaveLength(2);
    const { code, stderr } = await run(['levels', '--location', 'Lyon, Sud']);
    expect([code, stderr]).toEqual([0, 'The shop has no level of these.\n']);
    const unknown = await run(['levels', '--location', 'Lyon, Nord']);
    expect(unknown.stderr).toContain('--location: Nord is no warehouse of the shop');
  });

  test('tells of those that have no numbers, and of whom there is nothing to print', async () => {
    const { fake, run } = await openShop();
    const numbers = {
      available: '3',
      committed: '0',
      unavailable: '0',
      incoming: '0',
      onHand: '3',
    };
    const untracked = { variantId: '12', locationId: '50003', available: null };
    const answer = (...inventories: object[]): void => {
      const fault = { kind: 'status', status: 200, body: { inventories } } as const;
      fake.faults.add({ operation: 'query', fault });
    };
    answer({ variantId: '11', locationId: '50002', ...numbers }, untracked);
    const some = await run(['levels']);
    expect(some.code).toBe(0);
    expect(some.stdout.split('\n')).toHaveLength(3);
    expect(some.stderr).toBe(
      'Left out, as the shop does not track the stock of the variant: 12 at 50003.\n',
    );
    answer(untracked);
    const none = await run(['levels', '--variant', '12']);
    expect(none.stderr).toBe(some.stderr);
  });

  test('prints CSV where nobody looks, and lines of JSON', async () => {
    const { run } = await openShop();
    expect((await run(['levels', '--below', '15'])).stdout).toMatchInlineSnapshot(`
      "variantId,locationId,available,committed,unavailable,incoming,onHand
      11,50002,10,0,0,0,10
      12,50002,10,0,0,0,10
      "
    `);
    const { events } = await run([
      'levels',
      '--location',
      'Köln',
      '--variant',
      '11',
      '--format',
      'jsonl',
    ]);
    expect(events()).toEqual([
      expect.objectContaining({ variantId: '11', locationId: '50003', onHand: 20 }),
    ]);
  });

  test('prints nothing where it fails, and says which option is wrong', async () => {
    const { run } = await openShop();
    const { stdout, stderr, code } = await run(['levels', '--variant', 'a b']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--variant must be');
  });

  test('prints a table on a terminal, in colours only where there are some', async () => {
    const { run } = await openShop();
    const plain = await run(['levels'], { isTerminal: true });
    expect(plain.stdout).toMatchInlineSnapshot(`
      "variant  location  available  committed  unavail.  incoming  on hand
           11     50002         10          0         0         0       10
           11     50003         20          0         0         0       20
           12     50002         10          0         0         0       10
           13     50003         20          0         0         0       20
      "
    `);
    const coloured = await run(['levels'], { isTerminal: true, hasColors: true });
    expect(coloured.stdout).toContain('\u001B[');
  });

  test('says that a SKU is no id, where nothing is found', async () => {
    const { run } = await openShop();
    const said = await run(['levels', '--variant', 'P001']);
    expect(said.stderr).toContain('--variant takes ids of variants, and no SKUs');
    expect((await run(['levels', '--variant', '11', '--below', '1'])).stderr).toBe('');
  });
});

describe('adjust', () => {
  test('says of a new place how it is connected', async () => {
    const { file, run } = await openShop();
    const moves = file('m.csv', 'variantId,location,change\n12,Köln,3\n');
    const said = await run(['adjust', moves, '--batch-id', 'bins']);
    expect(said).toMatchObject({ code: 1 });
    expect(said.stderr).toContain('not connected to location 50003');
    expect(said.stderr).toContain('sync --connect-missing');
  });

  test('wants keys, of a column or by the name of the batch', async () => {
    const { file, run } = await openShop();
    const said = await run(['adjust', file('m.csv', 'sku,location,change\nP001,Berlin,-3\n')]);
    expect(said.code).toBe(2);
    expect(said.stderr).toContain('line 2: It has no key');
    expect(said.stderr).toContain('--batch-id');
  });

  test('gives a line that was skipped the key of its row, so that it is taken for no other', async () => {
    const { file, run, folder, fake } = await openShop();
    const moves = file('moves.csv', 'sku,location,change\nP001,Berlin,1\nP001,Berlin,x\n');
    const left = join(folder, 'left.csv');
    const more = ['--skip-invalid', '--report', left];
    await run(['adjust', moves, '--batch-id', 'b1', ...more]);
    expect(readFileSync(left, 'utf8')).toContain('P001,Berlin,x,b1/2,3,invalid');
    file('left.csv', readFileSync(left, 'utf8').replace(',x,', ',1,'));
    await run(['adjust', left]);
    expect(fake.level('11', '50002')?.onHand).toBe(12);
  });

  test('tells of a key that stands for another move, and what to do', async () => {
    const { fake, file, run } = await openShop();
    const batch = ['--batch-id', 'bins'];
    await run(['adjust', file('m.csv', 'sku,location,change\nP001,Berlin,-3\n'), ...batch]);
    const other = file('m.csv', 'sku,location,change\nP001,Berlin,-4\n');
    const said = await run(['adjust', other, ...batch]);
    expect(said.code).toBe(1);
    expect(said.stderr).toMatch(/^Left, line 2: rejected\. Its key stands for another move/);
    expect(fake.level('11', '50002')?.onHand).toBe(7);
  });

  test('shows each move and its key with --dry-run', async () => {
    const { file, run } = await openShop();
    const moves = file('m.csv', 'sku,location,change,key\nP001,Berlin,-3,\n\nP001,Köln,4,r-17\n');
    const { events, code } = await run(['adjust', moves, '--batch-id', 'bins', '--dry-run']);
    expect(code).toBe(0);
    expect(events().slice(0, 2)).toEqual([
      {
        event: 'move',
        line: 2,
        variantId: '11',
        locationId: '50002',
        quantity: 'onHand',
        by: -3,
        key: 'bins/1',
      },
      {
        event: 'move',
        line: 4,
        variantId: '11',
        locationId: '50003',
        quantity: 'onHand',
        by: 4,
        key: 'r-17',
      },
    ]);
  });
});

describe('doctor', () => {
  test('says what it has found also where its profile cannot be saved', async () => {
    const { folder, run } = await openShop();
    const said = await run(['doctor', '--out', join(folder, 'none', 'profile.json')]);

    expect(said.code).toBe(3);
    expect(said.stdout).toContain('Lines of the contract');
    expect(said.stderr).toContain('profile.json cannot be written: ENOENT');
  });

  test('tells on standard error why it could not begin', async () => {
    const { run } = await openShop();
    const said = await run(['doctor'], { env: { GENSTORE_TOKEN: 'wrong' } });
    expect(said).toMatchObject({ code: 3, stdout: '' });
    expect(said.stderr).toContain('The access token is not accepted');
  });

  const wire = { committed: 'reserved', unavailable: 'held', incoming: 'coming' };

  test('takes answers to what it asks, and writes a profile that sync takes, and a report', async () => {
    const { fake, file, folder, run } = await openShop({ wire });
    const [out, report] = [join(folder, 'p.json'), join(folder, 'r.md')];
    const names = ['--names', 'committed=reserved,unavailable=held', '--names', 'incoming=coming'];
    const options = [...names, '--write', '11:50002', '--out', out, '--report', report];
    const said = await run(['doctor', ...options]);
    expect(said).toMatchObject({ code: 0, stderr: '' });
    expect(said.stdout).toContain('--wire profile.json');
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ version: 1, ...wire });
    expect(readFileSync(report, 'utf8')).not.toContain('s3cr3t');

    const counts = file('a.csv', 'sku,location,onHand\nP001,Berlin,8\n');
    expect(await run(['sync', counts, '--wire', out])).toMatchObject({ code: 0 });
    expect(fake.level('11', '50002')?.onHand).toBe(8);
  });

  test.each([
    ['comitted=reserved', '--names: comitted must be left out: the field is unknown'],
    ['reserved', 'Write name=value'],
  ])('refuses --names %s', async (names, why) => {
    const { run } = await openShop({ wire });
    expect(await run(['doctor', '--names', names])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(why) as string,
    });
  });
});

describe('every verb', () => {
  test.each(['sync', 'adjust', 'levels', 'doctor', 'fake'])(
    '%s explains itself on one screen',
    async (verb) => {
      const { stdout, code } = await runHere([verb, '--help'], '/tmp');
      expect(code).toBe(0);
      expect(stdout).toContain('Examples:');
      const lines = stdout.split('\n');
      expect(lines.length).toBeLessThan(50);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    },
  );

  test.each<[string[], string]>([
    [[], 'a command is missing'],
    [['snyc'], 'the command is unknown; did you mean sync?'],
    [['sync'], "missing required argument 'file'"],
    [['sync', 'a.csv'], 'say which shop'],
    [['sync', 'a.csv', '--shop', 'a.b'], '--shop must be'],
    [['sync', 'a.csv', '--shop', 'a', '--max-drop', '120%'], 'Write a share'],
    [['sync', 'a.csv', '--shop', 'a', '--columns', 'skus=A'], 'Known are variantId'],
    [['levels', '--shop', 'a', '--below', '-1'], 'Write a number of units'],
    [['sync', 'a.csv', '--shop', 'a', '--encoding', 'klingon'], 'Write a usual one'],
  ])('%j ends with 2 and says why', async (words, why) => {
    const { code, stderr } = await runHere(words, '/tmp');
    expect(stderr).toContain(why);
    expect(code).toBe(2);
  });
});

test('the state of a shop lies in one place, whatever folder the command runs in', () => {
  const origin = 'https://acme.genmystore.com';
  expect(statePath(origin, undefined, { XDG_STATE_HOME: '/s', HOME: '/h' })).toBe(
    '/s/genstore-inventory/acme.genmystore.com.db',
  );
  expect(statePath(origin, undefined, { XDG_STATE_HOME: 's', HOME: '/h' })).toMatch(/^\/h\//);
  expect(statePath('http://127.0.0.1:4010', '/x/y.db', {})).toBe('/x/y.db');
});

test.each([`/proc/genstore/deeper/s.db`, `${import.meta.filename}/deeper/s.db`])(
  'a folder that cannot be made, %s, is refused in words',
  (path) => {
    expect(() => makeFolderOf(path)).toThrow(
      /^The folder .*deeper for the state cannot be made \(E\w+\)\. Say where it may lie: --state/,
    );
  },
);
