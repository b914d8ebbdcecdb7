import { describe, expect, test } from 'vitest';
import { expectAnswer, requestOf } from './expect-exchange.ts';
import type { Line } from './expect-exchange.ts';
import { FAULT_CASES } from './fault-cases.ts';
import type { LiteralAnswer } from './http-text.ts';
import { atShop } from './run-cases.ts';
import type { Transport } from './run-cases.ts';

const PLACE = ['107362030756584', '50002'] as const;
const UPDATE = `PUT /api/202412/inventory/107362030756584

  {"inventory": {"locationId": "50002", "available": 7}}`;
const QUERY = 'GET /api/202412/inventory?variantIds=107362030756584&locationIds=50002';
const REDIRECT = '303\nLocation: https://elsewhere.example/';

/**
 * Makes a test of each kind of fault, over one transport. What is seen of a redirect can be another
 * thing there.
 */
export function describeFaults(name: string, transport: Transport, redirect = REDIRECT): void {
  describe(`faults over ${name}`, () => {
    test.each(FAULT_CASES.map((item) => [item.name, item] as const))('%s', async (_, item) => {
      await atShop(transport, undefined, async ({ fake }, line) => {
        fake.faults.add({ operation: 'adjust', fault: item.fault });

        expectAnswer(item.receive, await answerOrBreak(line));
        expect(fake.level(...PLACE)?.available).toBe(item.leaves);
        fake.assertFaultsConsumed();
      });
    });

    test('redirect points somewhere else, and is not followed', async () => {
      await atShop(transport, undefined, async ({ fake }, line) => {
        fake.faults.add({ fault: { kind: 'redirect', location: 'https://elsewhere.example/' } });

        expectAnswer(redirect, await line.send(requestOf(UPDATE, line)));
        expect(fake.level(...PLACE)?.available).toBe(12);
      });
    });

    test('delay takes time on the clock of the fake', async () => {
      await atShop(transport, undefined, async ({ fake, clock }, line) => {
        const before = clock.now();
        fake.faults.add({ fault: { kind: 'delay', ms: 60_000 } });
        const answer = await clock.run(line.send(requestOf(UPDATE, line)));

        expect(clock.now() - before).toBe(60_000);
        expectAnswer('200\n\n{"inventory": {"available": "7", "…": "…"}}', answer);
      });
    });

    test('stale-read shows the level as it was before, once', async () => {
      await atShop(transport, undefined, async ({ fake }, line) => {
        await line.send(requestOf(UPDATE, line));
        fake.faults.add({ fault: { kind: 'stale-read' } });

        const stale = await line.send(requestOf(QUERY, line));
        expectAnswer('200\n\n{"inventories": [{"available": "12", "…": "…"}]}', stale);
        const fresh = await line.send(requestOf(QUERY, line));
        expectAnswer('200\n\n{"inventories": [{"available": "7", "…": "…"}]}', fresh);
      });
    });
  });
}

/** Sends the update; a connection that breaks has the status 0 here. */
async function answerOrBreak(line: Line): Promise<LiteralAnswer> {
  try {
    return await line.send(requestOf(UPDATE, line));
  } catch {
    return { status: 0, headers: new Map(), body: '' };
  }
}
