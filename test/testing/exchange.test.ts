import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/testing/index.ts';
import { API, openFake, send } from './shop.ts';

const UPDATE = '{"inventory":{"locationId":"50002","available":7}}';

const REQUEST = {
  method: 'PUT',
  url: `${API}/inventory/107362030756584`,
  headers: { 'x-genstore-access-token': 'test-token', 'content-type': 'application/json' },
  body: UPDATE,
};

describe('exchange', () => {
  test('answers with what fetch answers with, as data', async () => {
    const { status, headers, body } = await openFake().exchange(REQUEST);
    const reply = await send(openFake(), 'PUT', '/inventory/107362030756584', UPDATE);

    expect([status, JSON.parse(body)]).toEqual([reply.status, reply.body]);
    const seen = [...reply.headers].filter(([name]) => !name.startsWith('access-control-'));
    expect([...new Headers(headers)]).toEqual(seen);
  });

  test.each<[fault: Fault, cut: string | undefined]>([
    [{ kind: 'cut-before' }, 'before'],
    [{ kind: 'cut-after' }, 'after'],
    [{ kind: 'cut-mid-body' }, 'mid-body'],
    [{ kind: 'empty' }, undefined],
  ])('tells where the connection is to be cut by %j', async (fault, cut) => {
    const fake = openFake();
    fake.faults.add({ fault });

    expect((await fake.exchange(REQUEST)).cut).toBe(cut);
    expect(fake.ledger()).toHaveLength(cut === 'before' ? 0 : 1);
  });

  test('gives a cut answer as a whole, so that half of it can be sent', async () => {
    const fake = openFake();
    fake.faults.add({ fault: { kind: 'cut-mid-body' } });
    const { body } = await fake.exchange(REQUEST);

    expect(JSON.parse(body)).toMatchObject({ inventory: { available: '7' } });
  });

  test('takes a body that is still arriving', async () => {
    const body = Promise.resolve(UPDATE);

    expect((await openFake().exchange({ ...REQUEST, body })).status).toBe(200);
  });

  test('rejects with the failure of a body that never arrives, and writes nothing', async () => {
    const fake = openFake();
    const body = Promise.reject(new Error('broken pipe'));

    await expect(fake.exchange({ ...REQUEST, body })).rejects.toThrow('broken pipe');
    expect(fake.ledger()).toEqual([]);
  });

  test('takes headers as Node has them', async () => {
    const headers = { ...REQUEST.headers, accept: undefined, 'set-cookie': ['a', 'b'] };

    expect((await openFake().exchange({ ...REQUEST, headers })).status).toBe(200);
  });
});
