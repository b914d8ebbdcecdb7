import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readArguments } from '../../src/command/fake/arguments.ts';
import { fileWith, run, runHere } from './command.ts';

const SEED = { levels: [{ variantId: '7', locationId: '8', available: 1.5 }] };

// Starts processes, which can take seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

describe('genstore-inventory refuses', () => {
  test.each<[string, string[], string]>([
    ['a second command', ['fake', 'news'], 'fake takes nothing but options'],
    ['an unknown option', ['fake', '--porte', '1'], '--porte is unknown'],
    ['an unknown letter', ['fake', '-p', '1'], '-p is unknown'],
    ['an option without its value', ['fake', '--port'], '--port needs a value'],
    ['an empty value', ['fake', '--host='], '--host needs a value'],
    ['an option for a value', ['fake', '--seed', '--cors'], '--seed needs a value'],
    ['a value for a switch', ['fake', '--cors=yes'], '--cors takes no value'],
    ['a port too high', ['fake', '--port', '65536'], '--port must be an integer from 0 to 65535'],
    ['a port with letters', ['fake', '--port', '80a'], '--port must be an integer from 0 to 65535'],
    ['no variants', ['fake', '--variants', '0'], '--variants must be an integer, 1 or more'],
    ['half a location', ['fake', '--locations', '.5'], '--locations must be an integer, 1 or more'],
    [
      'a random seed too large',
      ['fake', '--random-seed', '99999999999999999'],
      '--random-seed must be an integer, 0 or more',
    ],
    ['a rate limit of its own', ['fake', '--rate-limit', '5'], '--rate-limit must be on or off'],
    [
      'two seeds',
      ['fake', '--seed', 'a.json', '--variants', '1'],
      '--seed and --variants exclude each other',
    ],
    [
      'a seed for a file',
      ['fake', '--seed', 'a.json', '--random-seed', '1'],
      '--seed and --random-seed exclude each other',
    ],
  ])('%s', (_, words, problem) => {
    expect(() => readArguments(words)).toThrow(expect.objectContaining({ message: problem }));
  });

  test('what it cannot read with 2, and a sentence on stderr', async () => {
    expect(await run('fake', '--porte', '1')).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: 'genstore-inventory: --porte is unknown. See genstore-inventory fake --help\n',
    });
  });

  test.each<[string, string[], string]>([
    [
      'shop',
      ['--shop', 'a.b'],
      "--shop must be the first label of the shop's host, such as 'acme'",
    ],
    ['token', ['--token', 'sécret'], '--token must be a text of visible ASCII'],
  ])('a %s that is none, with 2', async (_, words, problem) => {
    const { code, stdout, stderr } = await runHere('fake', ...words);

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(`genstore-inventory: ${problem}. See genstore-inventory fake --help\n`);
  });

  test.each<[string, string, string]>([
    ['no JSON', '{\n  "levels": [],,\n}', ' is no JSON (line 2 column 16)'],
    ['an empty file', '', ' is no JSON'],
    [
      'something else',
      '{"GENSTORE_TOKEN": "s3cr3t"}',
      ': seed.GENSTORE_TOKEN must be left out: the field is unknown',
    ],
    ['a wrong field', JSON.stringify(SEED), ': seed.levels[0].available must be'],
    ['a list', '[]', ': seed must be an object'],
  ])('a seed file that holds %s, with 2 and where it is wrong', async (_, content, problem) => {
    const file = fileWith(content);
    const { code, stdout, stderr } = await runHere('fake', '--seed', file);

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`genstore-inventory: ${file}${problem}`);
    expect(stderr).not.toContain('s3cr3t');
  });

  test('a seed file that is not there, with 2', async () => {
    const { code, stderr } = await runHere('fake', '--seed', '/nowhere/seed.json');

    expect(code).toBe(2);
    expect(stderr).toContain('/nowhere/seed.json cannot be read: ENOENT');
  });

  test('a port that is taken, with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const { code, stdout, stderr } = await run('fake', '--port', String(port));

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(`Cannot listen on 127.0.0.1 port ${port}: the port is taken`);
  });

  test('and never repeats what may be a token', async () => {
    const mistakes = [
      ['fake', '--tokn=s3cr3t'],
      ['fake', '--token', 'abc', 's3cr3t'],
      ['s3cr3t'],
      ['fake', '--token=s3cr3t é'],
      ['fake', '--token', '-s3cr3t'],
    ];
    const ends = await Promise.all(mistakes.map((words) => runHere(...words)));

    expect(ends.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
    expect(ends.map(({ stdout, stderr }) => stdout + stderr).join('')).not.toContain('s3cr3t');
  });
});

describe('genstore-inventory understands', () => {
  test('nothing but the command as all that it assumes', () => {
    expect(readArguments(['fake'])).toEqual({
      port: 4010,
      host: '127.0.0.1',
      shop: 'acme',
      token: 'test-token',
      seed: { variants: 10, locations: 2, randomSeed: 1 },
      isRateLimited: true,
      cors: false,
      control: false,
      journalLimit: undefined,
      json: false,
      untilInputEnds: false,
    });
  });

  test('everything that it may be told, in any order', () => {
    const words =
      '--cors --port=0 --host ::1 fake --shop b --token=-t --variants 5 --locations 1 ' +
      '--random-seed 0 --rate-limit off --control';

    expect(readArguments(words.split(' '))).toEqual({
      port: 0,
      host: '::1',
      shop: 'b',
      token: '-t',
      seed: { variants: 5, locations: 1, randomSeed: 0 },
      isRateLimited: false,
      cors: true,
      control: true,
      journalLimit: undefined,
      json: false,
      untilInputEnds: false,
    });
  });
});
