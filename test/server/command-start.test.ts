import { describe, expect, test, vi } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { fileWith, paste, run, runHere, start } from './command.ts';
import { HEADERS, INVENTORY } from './served.ts';

// Starts processes, which can take seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** Pastes the line with `curl` in what the command says. */
async function askByCurl(announcement: string): Promise<string> {
  const line = announcement.split('\n').find((each) => each.includes('curl ')) ?? '';
  return (await paste(line)).stdout;
}

describe('genstore-inventory fake', () => {
  test('says where it is, and how to ask it', async () => {
    const { stdout, url } = await start();

    expect(stdout).toContain(`Base URL: ${url}\n`);
    expect(JSON.parse(await askByCurl(stdout))).toHaveProperty('inventories');
  });

  test('listens on this machine alone', async () => {
    expect((await start()).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test('takes a host', async () => {
    expect((await start('--host', 'localhost')).url).toMatch(/^http:\/\/localhost:\d+$/);
  });

  test.each(['s3cr3t-token', `it's-"$HOME"-\`id\`-\\n`])(
    'shows the token %s in the line with curl, which a shell understands, and nowhere else',
    async (token) => {
      const { stdout, child, ended } = await start('--token', token, '--control');
      const answer = await askByCurl(stdout);
      child.kill('SIGTERM');
      const end = await ended;

      expect(answer).toContain('inventories');
      const others = end.stdout.split('\n').filter((line) => !line.includes('curl '));
      expect(others.join('\n')).not.toContain(token);
      expect(end.stderr).toBe('');
    },
  );

  test('opens the shop that is named', async () => {
    const { stdout } = await start('--shop', 'Corner-Shop');

    expect(stdout).toMatch(/^The fake shop corner-shop is open/);
  });

  test('begins with the seed of a file, whatever the editor put before it', async () => {
    const seed = { levels: [{ variantId: '7', locationId: '8', available: 9 }] };
    const { stdout } = await start('--seed', fileWith(`\uFEFF${JSON.stringify(seed)}`));

    expect(stdout).toContain('with 1 level.');
    expect(JSON.parse(await askByCurl(stdout))).toMatchObject({
      inventories: [{ variantId: '7', locationId: '8' }],
    });
  });

  test('makes up as many levels as it is told, and the same ones each time', async () => {
    const words = ['--variants', '3', '--locations', '2'];
    const [one, same, other] = [
      await start(...words),
      await start(...words, '--random-seed', '1'),
      await start(...words, '--random-seed', '2'),
    ];
    const answers = await Promise.all(
      [one, same, other].map(async ({ url }) => {
        const response = await fetch(url + INVENTORY, { headers: HEADERS });
        return (await response.text()).replaceAll(/"updateTime":"[^"]*"/g, '');
      }),
    );

    expect(one.stdout).toContain('with 6 levels.');
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).not.toBe(answers[2]);
  });

  test('limits the rate unless told not to', async () => {
    const [limited, free] = [await start(), await start('--rate-limit', 'off')];
    const statuses = await Promise.all(
      [limited, free].map(async ({ url }) => {
        const requests = Array.from({ length: 60 }, () =>
          fetch(url + INVENTORY, { headers: HEADERS }),
        );
        const answers = await Promise.all(requests);
        return new Set(answers.map(({ status }) => status));
      }),
    );

    expect(statuses).toEqual([new Set([200, 429]), new Set([200])]);
  });

  test('opens its control surface only when asked to', async () => {
    const [closed, open] = [await start(), await start('--control')];
    const headers = HEADERS;
    const answers = await Promise.all(
      [closed, open].map(({ url }) => fetch(`${url}/__fake/state`, { headers })),
    );

    expect(answers.map(({ status }) => status)).toEqual([404, 200]);
    expect(open.stdout).toContain(`Console: ${open.url}/__fake/`);
    expect(closed.stdout).not.toContain('__fake');
    expect(closed.stdout).toContain('With --control it has a console');
  });

  test('lets pages in only when asked to', async () => {
    const [closed, open] = [await start(), await start('--cors')];
    const answers = await Promise.all([closed, open].map(({ url }) => fetch(url + INVENTORY)));

    expect(answers.map(({ headers }) => headers.get('access-control-allow-origin'))).toEqual([
      null,
      '*',
    ]);
  });
});

describe('genstore-inventory', () => {
  test('says its version', async () => {
    expect(await run('--version')).toMatchObject({ code: 0, stdout: `${manifest.version}\n` });
  });

  test.each([
    ['fake', '--help'],
    ['fake', '-h'],
  ])('explains itself with %s %s', async (...words) => {
    const { code, stdout, stderr } = await runHere(...words);

    expect(code).toBe(0);
    expect(stderr).toBe('');
    for (const option of ['port', 'host', 'seed', 'variants', 'locations', 'random-seed', 'shop']) {
      expect(stdout).toContain(`--${option} <`);
    }
    for (const option of ['token <', 'rate-limit <', 'cors ', 'control ', 'help', 'version']) {
      expect(stdout).toContain(`--${option}`);
    }
  });
});
