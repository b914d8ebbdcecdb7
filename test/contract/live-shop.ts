import { sendByFetch } from './by-fetch.ts';
import { CASES } from './cases.ts';
import type { ContractCase } from './contract-case.ts';
import { TOKEN } from './expect-exchange.ts';
import type { Line } from './expect-exchange.ts';

/** A shop that nobody prepared for these tests, and what may be done with it. */
export interface LiveShop {
  readonly origin: string;
  /** What stands in a case's texts, and what stands for it in this shop. */
  readonly names: ReadonlyMap<string, string>;
  readonly mayWrite: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads what the environment says of a live shop. `GENSTORE_SHOP` and `GENSTORE_TOKEN` are needed;
 * `GENSTORE_VARIANT_ID` and `GENSTORE_LOCATION_ID` name a level that is there, for the cases about
 * one. `GENSTORE_ALLOW_WRITES=1` lets the cases write to that level: they set it to what it is, and
 * send what must be refused.
 */
export function readLiveShop(environment: Environment): LiveShop | undefined {
  const { GENSTORE_SHOP: shop, GENSTORE_TOKEN: token } = environment;
  if (!shop || !token) return undefined;
  const names = new Map([
    [TOKEN, token],
    ['/api/202412/', `/api/${environment['GENSTORE_API_VERSION'] || '202412'}/`],
  ]);
  const { GENSTORE_VARIANT_ID: variantId, GENSTORE_LOCATION_ID: locationId } = environment;
  if (variantId) names.set('107362030756584', variantId);
  if (locationId) names.set('50002', locationId);
  return {
    origin: `https://${shop}.genmystore.com`,
    names,
    mayWrite: environment['GENSTORE_ALLOW_WRITES'] === '1',
  };
}

/** The cases that can be run in a live shop, with what is known of it. */
export function liveCases({ names, mayWrite }: LiveShop): readonly ContractCase[] {
  return CASES.filter(({ live, steps }) => {
    if (live === undefined || (live === 'write' && !mayWrite)) return false;
    const texts = JSON.stringify(steps);
    return ['107362030756584', '50002'].every((id) => names.has(id) || !texts.includes(id));
  });
}

/**
 * Sends requests to a live shop, after a pause before each. How it words its errors is its own
 * affair: `{"error": "…"}` will do.
 */
export function liveLine(
  { origin, names }: LiveShop,
  fetch: typeof globalThis.fetch,
  pause: () => Promise<void>,
): Line {
  return {
    send: async (request) => {
      await pause();
      return sendByFetch(fetch, origin, request);
    },
    localise: (text) => {
      let local = text.replace(/\{"error": ".*"\}/, '{"error": "…", "…": "…"}');
      for (const [name, localName] of names) local = local.replaceAll(name, localName);
      return local;
    },
  };
}
