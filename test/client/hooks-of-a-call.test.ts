import { describe, expect, test } from 'vitest';
import type { CallOptions, ClientHooks } from '../../src/index.ts';
import { failure, level, page, PLACE, reply, scene } from './platform.ts';

describe('the hooks of a call', () => {
  test('are told of its requests, after the hooks of the client', async () => {
    const told: string[] = [];
    const hooks: ClientHooks = { onRequest: ({ method }) => told.push(`client ${method}`) };
    const stage = scene([page([]), level()], { hooks });
    const own: ClientHooks = { onRequest: ({ method }) => told.push(`call ${method}`) };
    await stage.run(stage.client.query({}, { hooks: own }));
    await stage.run(stage.client.adjust({ ...PLACE, set: { available: 1 } }));
    expect(told).toEqual(['client GET', 'call GET', 'client PUT']);
  });

  test('are told all that the hooks of the client are told', async () => {
    const told: { client: unknown[]; call: unknown[] } = { client: [], call: [] };
    const listen = (to: 'client' | 'call'): ClientHooks => {
      const tell = (info: unknown): void => void told[to].push(info);
      return { onRequest: tell, onResponse: tell, onRetry: tell, onWait: tell, onEnd: tell };
    };
    const stage = scene([reply(503), page([])], { hooks: listen('client') });
    await stage.run(stage.client.query({}, { hooks: listen('call') }));
    expect(told.call).toHaveLength(7);
    expect(told.call).toEqual(told.client);
  });

  test('are told when the client has none', async () => {
    const stage = scene([page([])]);
    const statuses: number[] = [];
    const hooks: ClientHooks = { onResponse: ({ status }) => statuses.push(status) };
    await stage.run(stage.client.query({}, { hooks }));
    expect(statuses).toEqual([200]);
  });

  test('are told although one of the client throws', async () => {
    const hooks: ClientHooks = {
      onRequest: () => {
        throw new Error('the log is full');
      },
    };
    const stage = scene([page([])], { hooks });
    let requests = 0;
    await stage.run(stage.client.query({}, { hooks: { onRequest: () => (requests += 1) } }));
    expect(requests).toBe(1);
  });

  test('can still stop a request by the signal', async () => {
    const stage = scene([level()]);
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const options: CallOptions = {
      signal: controller.signal,
      hooks: { onRequest: () => controller.abort(reason) },
    };
    const call = stage.client.adjust({ ...PLACE, set: { available: 1 } }, options);
    expect(await failure(stage, call)).toBe(reason);
    expect(stage.requests).toHaveLength(0);
  });

  test.each([
    [null, 'hooks'],
    [{ onWait: 'later' }, 'hooks.onWait'],
  ])('that are %o are refused before anything is sent', async (hooks, at) => {
    const stage = scene([page([])]);
    const options = { hooks } as unknown as CallOptions;
    const error = await failure(stage, stage.client.query({}, options));
    expect(error).toMatchObject({ code: 'invalid-input', at });
    expect(stage.requests).toHaveLength(0);
  });
});
