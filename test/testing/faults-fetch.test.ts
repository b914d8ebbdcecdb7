import { describe, expect, test } from 'vitest';
import type { Fault, InventoryFake } from '../../src/testing/index.ts';
import { ANSWERS, TEXT } from './fault-answers.ts';
import { API, openFake } from './shop.ts';

const PATH = '/inventory/107362030756584';
const BODY = '{"inventory":{"locationId":"50002","available":7}}';
/** Sends a write that meets a fault. */
async function meet(fault: Fault): Promise<{ fake: InventoryFake; answer: Promise<Response> }> {
  const fake = openFake();
  fake.faults.add({ fault });
  const headers = {
    'X-Genstore-Access-Token': 'test-token',
    'Content-Type': 'application/json',
  };
  const answer = fake.fetch(`${API}${PATH}`, { method: 'PUT', body: BODY, headers });
  await answer.catch(() => {});
  return { fake, answer };
}

/** Whether the write was carried out. */
function isApplied(fake: InventoryFake): boolean {
  expect(fake.ledger().length).toBe(
    fake.level('107362030756584', '50002')?.available === 7 ? 1 : 0,
  );
  return fake.ledger().length === 1;
}

describe('a write that meets a fault is answered by it:', () => {
  test.each(ANSWERS)('%s', async (_, fault, { status, body, headers = {} }, wasApplied) => {
    const { fake, answer } = await meet(fault);
    const response = await answer;

    expect([response.status, await response.text()]).toEqual([status, body]);
    for (const [name, value] of Object.entries(headers)) {
      expect(response.headers.get(name)).toBe(value);
    }
    expect(response.headers.get('X-Request-Id')).toBe('req-1');
    expect(isApplied(fake)).toBe(wasApplied);
    expect(fake.faults.pending()).toEqual([]);
  });
});

describe('a write whose connection is cut', () => {
  test.each([
    ['cut-before', false],
    ['cut-after', true],
  ] as const)('by %s rejects as the global fetch does', async (kind, wasApplied) => {
    const { fake, answer } = await meet({ kind });

    await expect(answer).rejects.toThrow(new TypeError('fetch failed'));
    await expect(answer).rejects.toHaveProperty('cause.code', 'ECONNRESET');
    expect(isApplied(fake)).toBe(wasApplied);
  });

  test('by cut-mid-body brings status, headers and half of the body', async () => {
    const { fake, answer } = await meet({ kind: 'cut-mid-body' });
    const response = await answer;
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};

    expect([response.status, response.headers.get('X-Request-Id')]).toEqual([200, 'req-1']);
    expect(new TextDecoder().decode(value)).toBe(TEXT.slice(0, Math.ceil(TEXT.length / 2)));
    await expect(reader?.read()).rejects.toThrow(new TypeError('terminated'));
    expect(isApplied(fake)).toBe(true);
  });

  test('by cut-mid-body cannot be read as a whole', async () => {
    const { answer } = await meet({ kind: 'cut-mid-body' });

    await expect((await answer).json()).rejects.toThrow(TypeError);
  });
});
