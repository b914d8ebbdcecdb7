import { describe, expect, test } from 'vitest';
import type { InventoryFake } from '../../src/testing/index.ts';
import { openFake, send } from './shop.ts';

const CUT = { kind: 'cut-before' } as const;
const UPDATE = '{"inventory":{"locationId":"50002","available":7}}';
const CONNECT = '{"inventory":{"variantId":"107362030756586","locationId":"50002"}}';

/** The status of a request, or `cut`. */
async function statusOf(request: Promise<{ readonly status: number }>): Promise<number | 'cut'> {
  try {
    return (await request).status;
  } catch {
    return 'cut';
  }
}

const requests = {
  query: (fake: InventoryFake) => statusOf(send(fake, 'GET', '/inventory')),
  adjust: (fake: InventoryFake) =>
    statusOf(send(fake, 'PUT', '/inventory/107362030756584', UPDATE)),
  connect: (fake: InventoryFake) => statusOf(send(fake, 'POST', '/inventory/connect', CONNECT)),
};

async function statusesOf(fake: InventoryFake, count: number): Promise<(number | 'cut')[]> {
  const statuses: (number | 'cut')[] = [];
  for (let i = 0; i < count; i += 1) statuses.push(await requests.query(fake));
  return statuses;
}

describe('a fault is met', () => {
  test('once, unless it says more', async () => {
    const fake = openFake();
    fake.faults.add({ fault: CUT });

    expect(await statusesOf(fake, 3)).toEqual(['cut', 200, 200]);
  });

  test('as often as it says, after as many as it lets pass', async () => {
    const fake = openFake();
    fake.faults.add({ fault: { kind: 'status', status: 503 }, times: 2, after: 1 });

    expect(await statusesOf(fake, 5)).toEqual([200, 503, 503, 200, 200]);
  });

  test('in the order in which faults were added, one by a request', async () => {
    const fake = openFake();
    fake.faults.add({ fault: { kind: 'status', status: 503 }, times: 2 });
    fake.faults.add({ fault: CUT });
    fake.faults.add({ fault: { kind: 'status', status: 500 } });

    expect(await statusesOf(fake, 5)).toEqual([503, 503, 'cut', 500, 200]);
  });

  test('after requests that meet another fault, which count as well', async () => {
    const fake = openFake();
    fake.faults.add({ fault: { kind: 'status', status: 503 }, after: 2 });
    fake.faults.add({ fault: CUT, times: 2 });

    expect(await statusesOf(fake, 4)).toEqual(['cut', 'cut', 503, 200]);
  });

  test.each(['query', 'adjust', 'connect'] as const)(
    'by %s alone, where it says so',
    async (operation) => {
      const fake = openFake();
      fake.faults.add({ operation, fault: CUT });
      const met = [];
      for (const name of ['query', 'adjust', 'connect'] as const) {
        if ((await requests[name](fake)) === 'cut') met.push(name);
      }

      expect(met).toEqual([operation]);
    },
  );

  test('by any operation, where it names none', async () => {
    const fake = openFake();
    fake.faults.add({ fault: CUT, times: 3 });

    expect([
      await requests.connect(fake),
      await requests.adjust(fake),
      await requests.query(fake),
    ]).toEqual(['cut', 'cut', 'cut']);
  });

  test('by no request without an endpoint, and by none of them is it used up', async () => {
    const fake = openFake();
    fake.faults.add({ fault: CUT });

    expect((await send(fake, 'GET', '/orders')).status).toBe(404);
    expect((await send(fake, 'DELETE', '/inventory')).status).toBe(405);
    expect(fake.faults.pending()).toHaveLength(1);
  });

  test('before the token is looked at', async () => {
    const fake = openFake();
    fake.faults.add({ fault: { kind: 'status', status: 503 } });
    const headers = { 'X-Genstore-Access-Token': 'wrong' };
    const statuses = [];
    for (let i = 0; i < 2; i += 1) {
      statuses.push((await send(fake, 'GET', '/inventory', undefined, headers)).status);
    }

    expect(statuses).toEqual([503, 401]);
  });
});

describe('the script', () => {
  test('tells what is left of it', async () => {
    const fake = openFake();
    const status = { kind: 'status', status: 503 } as const;
    const first = fake.faults.add({ operation: 'query', fault: status, times: 3, after: 1 });
    const second = fake.faults.add({ fault: CUT });
    await statusesOf(fake, 2);

    expect([first, second]).toEqual(['fault-1', 'fault-2']);
    expect(fake.faults.pending()).toEqual([
      { id: 'fault-1', operation: 'query', fault: status, times: 2, after: 0 },
    ]);
  });

  test('lets faults be taken back', async () => {
    const fake = openFake();
    const [first = '', second = ''] = [1, 2].map(() => fake.faults.add({ fault: CUT }));

    expect([fake.faults.remove(first), fake.faults.remove(first), fake.faults.remove('?')]).toEqual(
      [true, false, false],
    );
    expect(fake.faults.pending()).toMatchObject([{ id: second }]);
    fake.faults.clear();
    expect(await statusesOf(fake, 1)).toEqual([200]);
    expect(fake.faults.add({ fault: CUT })).toBe('fault-3');
  });

  test('cannot be changed through what went in or came out', async () => {
    const fake = openFake();
    const body = { error: 'as it was' };
    const fault = { kind: 'status', status: 503, body } as const;
    fake.faults.add({ fault });
    body.error = 'changed';
    const [read] = fake.faults.pending();
    Object.assign(read ?? {}, { times: 99 });

    expect(() => Object.assign(read?.fault ?? {}, { status: 500 })).toThrow(TypeError);
    expect(await send(fake, 'GET', '/inventory')).toMatchObject({
      status: 503,
      body: { error: 'as it was' },
    });
    expect(fake.faults.pending()).toEqual([]);
  });
});
