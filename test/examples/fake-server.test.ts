import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { fileWith, paste, start } from '../server/command.ts';
import type { Ended } from '../server/command.ts';
import { blocksOf, commandsOf } from './page.ts';
import type { PageCommand } from './page.ts';

// Starts processes, which can take seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const PAGE = readFileSync('examples/fake-server.md', 'utf8');
const EMPTY_REPLY = 52;

interface Outcome extends PageCommand {
  readonly end: Ended;
}

/** Does what the page says, in its order: the server of the page is one at a free port. */
async function followPage(): Promise<Outcome[]> {
  const [seed, launch] = blocksOf(PAGE);
  const words = launch?.text.trim().split(' ') ?? [];
  expect(words.slice(0, 6).join(' ')).toBe('npx genstore-inventory fake --port 4010 --seed');
  const options = words.slice(7);
  const { port } = await start('--seed', fileWith(seed?.text ?? ''), ...options);
  const outcomes: Outcome[] = [];
  for (const command of commandsOf(PAGE)) {
    const text = command.text.replaceAll('4010', String(port));
    const line = command.language === 'curl' ? text : `python3 -c '${text}'`;
    outcomes.push({ ...command, end: await paste(line) });
  }
  return outcomes;
}

test('every command of the page about the server does what the page says', async () => {
  const outcomes = await followPage();
  const by = (text: string): Outcome | undefined =>
    outcomes.find((outcome) => outcome.text.includes(text));

  expect(outcomes.length).toBeGreaterThan(12);
  for (const { text, end, output, language } of outcomes) {
    const isCut = text.includes('"available":4');
    expect([text, end.code]).toEqual([text, isCut ? EMPTY_REPLY : 0]);
    const isRefused = text.includes('"1002"');
    expect([text, end.stdout.includes('"error"')]).toEqual([text, isRefused]);
    const read = language === 'curl' ? JSON.parse : String;
    expect(output === undefined ? [] : [read(end.stdout)]).toEqual(
      output === undefined ? [] : [read(output)],
    );
  }
  expect(JSON.parse(by('/inventory?limit=1')?.end.stdout ?? '')).toMatchObject({
    inventories: [{ variantId: '107362030756584' }],
  });
  expect(by('"1002"')?.end.stdout).toContain('insufficient-stock');
  expect(JSON.parse(by('/__fake/state')?.end.stdout ?? '')).toMatchObject({
    levels: { length: 3 },
    orders: [{ orderId: '1001' }],
    ledger: { length: 3 },
  });
  // One fault of the two was met, and the other one is there to be removed.
  expect(JSON.parse(by('faults\n')?.end.stdout ?? '')).toMatchObject({
    faults: [{ id: 'fault-2', operation: 'query', times: 2, after: 1 }],
  });
  const requests = by('/__fake/requests')?.end.stdout ?? '';
  expect(JSON.parse(requests)).toMatchObject({ requests: { length: 5 } });
  expect(requests).not.toContain('test-token');
});
