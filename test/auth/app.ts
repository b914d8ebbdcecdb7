import type { AccessGrant, ExchangeTokenOptions, Fetch } from '../../src/auth/index.ts';
import { exchangeToken } from '../../src/auth/index.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import type { InventoryFake, VirtualClock } from '../../src/testing/index.ts';

export const SECRET = 'app-secret-5d1c';
export const SESSION = 'session-token-77ab';

const APP = { clientId: 'app-1', clientSecret: SECRET, sessionTokens: [SESSION] };

/** A shop that knows the app, and what the app asks it with. */
export interface Scene {
  readonly clock: VirtualClock;
  readonly fake: InventoryFake;
  readonly options: ExchangeTokenOptions;
}

export function openShop(): Scene {
  const clock = createVirtualClock();
  const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', app: APP, clock });
  const { clientId, clientSecret } = APP;
  const { fetch } = fake;
  const options = { shop: 'acme', clientId, clientSecret, sessionToken: SESSION, fetch, clock };
  return { clock, fake, options };
}

/** A platform that gives one answer to everything. */
export function answering(status: number, body: unknown, headers: HeadersInit = {}): Fetch {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return () => Promise.resolve(new Response(text, { status, headers }));
}

/** What an exchange came to: a grant, or what was thrown. */
export async function outcome(
  { clock, options }: Scene,
  other: Partial<ExchangeTokenOptions> = {},
): Promise<AccessGrant | Error> {
  const exchange = exchangeToken({ ...options, ...other });
  return clock.run(exchange.catch((thrown: unknown) => thrown as Error));
}
