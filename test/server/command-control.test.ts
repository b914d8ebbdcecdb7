import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runHere } from './command.ts';
import { sendRaw } from './raw-control.ts';

const COMMAND = join(import.meta.dirname, '../../src/command/main.ts');

interface Introduction {
  readonly url: string;
  readonly port: number;
  readonly accessToken: string;
  readonly control: string;
  readonly controlToken: string;
}

/** Starts the command, and reads the line that it says when it is ready. */
async function startJson(...words: string[]): Promise<{
  readonly child: ChildProcess;
  readonly said: Introduction;
  readonly errors: () => string;
}> {
  const child = spawn(process.execPath, [COMMAND, 'fake', '--port', '0', '--json', ...words]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let [text, errors] = ['', ''];
  child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()));
  for await (const piece of child.stdout as AsyncIterable<Buffer>) {
    text += piece.toString();
    if (text.includes('\n')) break;
  }
  return { child, said: JSON.parse(text) as Introduction, errors: () => errors };
}

describe('genstore-inventory fake', () => {
  test('--json says where it listens, and the tokens, in one line', async () => {
    const { said } = await startJson('--control', '--token', 'other-token');
    const health = await fetch(`${said.control}health`);

    expect(said).toMatchObject({
      accessToken: 'other-token',
      url: `http://127.0.0.1:${said.port}`,
    });
    expect(said.controlToken.length).toBeGreaterThan(20);
    expect(await health.json()).toMatchObject({ ok: true, url: said.url });
  });

  test('--until-input-ends ends with the program that holds its input', async () => {
    const { child } = await startJson('--until-input-ends');
    const exit = once(child, 'exit');
    child.stdin?.end();

    expect(await exit).toEqual([0, null]);
  });

  test('SIGTERM after a reset ends it at once, also where requests were held up', async () => {
    const { child, said } = await startJson('--control');
    const add = (fault: object): Promise<Response> =>
      fetch(`${said.control}faults`, { method: 'POST', body: JSON.stringify({ fault }) });
    await add({ kind: 'delay', ms: 600_000 });
    await add({ kind: 'late', ms: 600_000 });
    const headers = { 'X-Genstore-Access-Token': said.accessToken };
    const held = fetch(`${said.url}/api/202412/inventory`, { headers }).catch(() => {});
    await expect
      .poll(
        async () => (await (await fetch(`${said.control}requests`)).json()) as { total: number },
      )
      .toMatchObject({ total: 1 });
    await fetch(`${said.control}reset`, { method: 'POST' });
    await held;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');

    expect(await exit).toEqual([0, null]);
  });

  test('a control surface for other machines must be meant, and is said aloud', async () => {
    const refused = await runHere('fake', '--control', '--host', '0.0.0.0');
    const { errors, said } = await startJson(
      '--control',
      '--host',
      '0.0.0.0',
      '--yes-control-from-anywhere',
    );
    await fetch(`${said.control}health`);

    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--yes-control-from-anywhere');
    expect(errors()).toContain('whoever reaches this host can use /__fake/');
  });

  test('--journal-limit says how many requests are kept', async () => {
    const { said } = await startJson('--control', '--journal-limit', '1');
    for (let time = 0; time < 3; time += 1) await fetch(`${said.url}/unknown`);

    const answer = await fetch(`${said.control}requests`);
    expect(await answer.json()).toMatchObject({ requests: [{ number: 3 }], dropped: 2 });
    expect((await runHere('fake', '--journal-limit', '0')).code).toBe(2);
  });

  test('the container of docs/testing.md listens, and is heard by the name of its service', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/testing.md'), 'utf8');
    const [, recipe = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    const options = recipe.match(/--(?:host|control|yes-control)\S*/g) ?? [];
    const [, path = ''] = /http:\/\/127\.0\.0\.1:4010(\/\S*?)'/.exec(recipe) ?? [];
    const { said } = await startJson(...options);

    expect(options).toHaveLength(3);
    expect((await fetch(`${said.url}${path}`)).status).toBe(200);
    const { status } = await sendRaw(said, 'GET', path, { Host: 'shop:4010' });
    expect(status).toBe(200);
  });
});
