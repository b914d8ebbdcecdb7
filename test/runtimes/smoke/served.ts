import {
  AuthenticationError,
  ConnectionError,
  InventoryClient,
  ResponseError,
} from 'genstore-inventory';
import type { FaultInput, RecordedRequest } from 'genstore-inventory/testing';
import { refusal, same } from './check.ts';
import type { SmokeCase } from './check.ts';

function clientOf(baseUrl: string, accessToken = 'test-token'): InventoryClient {
  const options = { maxRetries: 0, dangerouslyAllowBrowser: true };
  return new InventoryClient({ baseUrl, accessToken, ...options });
}

/** Starts over, with what shall go wrong. */
async function beginWith(address: string, ...faults: readonly FaultInput[]): Promise<void> {
  await fetch(`${address}/__fake/reset`, { method: 'POST' });
  for (const fault of faults) {
    await fetch(`${address}/__fake/faults`, { method: 'POST', body: JSON.stringify(fault) });
  }
}

async function sentTo(address: string): Promise<readonly string[]> {
  const response = await fetch(`${address}/__fake/requests`);
  const { requests } = (await response.json()) as { readonly requests: readonly RecordedRequest[] };
  return requests.map(({ method }) => method);
}

export const SERVED_CASES: readonly SmokeCase[] = [
  {
    name: 'over HTTP, a query goes through all pages, and meets each level once',
    run: async ({ address }) => {
      const units: number[] = [];
      const sizes: number[] = [];
      for await (const { levels } of clientOf(address).query({ limit: 8 }).pages()) {
        sizes.push(levels.length);
        units.push(...levels.map(({ available }) => available));
      }
      same(sizes, [8, 8, 4]);
      same(
        units,
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
    },
  },
  {
    name: 'over HTTP, a write arrives as it was meant, and is read back where its answer is lost',
    run: async ({ address }) => {
      await beginWith(address, { operation: 'adjust', fault: { kind: 'cut-mid-body' } });
      const place = { variantId: '1005', locationId: '50002' };
      const level = await clientOf(address).adjust({ ...place, by: { available: 3 } });
      same([level.available, level.onHand], [8, 8]);
      same(await sentTo(address), ['GET', 'PUT', 'GET']);
    },
  },
  {
    name: 'over HTTP, a wrong token is an AuthenticationError with the id of its request',
    run: async ({ address }) => {
      await beginWith(address);
      const error = await refusal(clientOf(address, 'another-token').query());
      if (!(error instanceof AuthenticationError)) throw error;
      same([error.status, error.requestId], [401, 'req-1']);
    },
  },
  {
    name: 'over HTTP, an answer that breaks off is a ConnectionError',
    run: async ({ address }) => {
      await beginWith(address, { fault: { kind: 'cut-mid-body' } });
      const error = await refusal(clientOf(address).query());
      if (!(error instanceof ConnectionError)) throw error;
      same([error.name, error.code, error.attempts], ['ConnectionError', 'connection', 1]);
    },
  },
  {
    name: 'over HTTP, a redirect is refused and not followed',
    run: async ({ address }) => {
      const location = `${address}/api/202412/inventory`;
      await beginWith(address, { fault: { kind: 'redirect', location } });
      const error = await refusal(clientOf(address).query());
      same(error instanceof ResponseError || error, true);
      same(await sentTo(address), ['GET']);
    },
  },
  {
    name: 'over HTTP, a signal that is aborted ends the call with its own reason',
    run: async ({ address }) => {
      const controller = new AbortController();
      const reason = new Error('The user left');
      const hooks = { onRequest: () => queueMicrotask(() => controller.abort(reason)) };
      const levels = clientOf(address).query({}, { signal: controller.signal, hooks });
      same((await refusal(levels)) === reason, true);
      const again = await refusal(clientOf(address).query({}, { signal: controller.signal }));
      same(again === reason, true);
    },
  },
];
