import * as z from 'zod/mini';
import { isObject } from './decoded.ts';
import type { Decoded } from './decoded.ts';
import { ID_WORDS, isWireId } from './limits.ts';
import { parse } from './parse.ts';

/** Schemas of requests, made when the first one comes: programs that send none carry none. */
let made: ReturnType<typeof makeSchemas> | undefined;

function schemas(): ReturnType<typeof makeSchemas> {
  made ??= makeSchemas();
  return made;
}

function makeSchemas() {
  const id = z.custom<string>(isWireId, `an id: ${ID_WORDS}`);
  const quantity = z.optional(
    z.pipe(
      z.custom<number>((value) => Number.isSafeInteger(value), 'an integer'),
      z.transform((value) => value + 0),
    ),
  );
  return {
    /** [A] The body of a connect request. */
    connect: z.strictObject({ inventory: z.strictObject({ variantId: id, locationId: id }) }),
    /** [A] The body of an update request. Quantities are sent as numbers. */
    update: z.strictObject({
      inventory: z.strictObject({
        locationId: id,
        available: quantity,
        onHand: quantity,
        unavailable: quantity,
        incoming: quantity,
      }),
    }),
  };
}

/** What a connect request asks for. */
export interface ConnectRequest {
  readonly variantId: string;
  readonly locationId: string;
}

/** What an update request asks for; committed cannot be named. */
export interface UpdateRequest {
  readonly locationId: string;
  readonly available?: number;
  readonly onHand?: number;
  readonly unavailable?: number;
  readonly incoming?: number;
}

/** Reads the body of a connect request as strictly as the platform. */
export function decodeConnectRequest(body: unknown): Decoded<ConnectRequest> {
  const parsed = parse(schemas().connect, body, '');
  return parsed.ok ? { ok: true, value: parsed.value.inventory } : parsed;
}

/** Reads the body of an update request as strictly as the platform; committed is refused [S]. */
export function decodeUpdateRequest(body: unknown): Decoded<UpdateRequest> {
  if (isObject(body) && isObject(body['inventory']) && 'committed' in body['inventory']) {
    const expected = 'left out: committed stock belongs to orders and cannot be changed';
    return { ok: false, path: 'inventory.committed', expected };
  }
  const parsed = parse(schemas().update, body, '');
  if (!parsed.ok) return parsed;
  const { locationId, ...quantities } = parsed.value.inventory;
  const given = Object.entries(quantities).filter(([, value]) => value !== undefined);
  if (given.length === 0) {
    const expected = 'at least one of available, onHand, unavailable, incoming';
    return { ok: false, path: 'inventory', expected };
  }
  return { ok: true, value: { locationId, ...Object.fromEntries(given) } };
}
