import type { WritableQuantities } from '../model/index.ts';
import { isObject, shownName } from './decoded.ts';
import type { Decoded } from './decoded.ts';
import { pathWithin, valueAt } from './fields.ts';
import { ID_WORDS, isWireId } from './limits.ts';
import type { WireProfile } from './profile.ts';

/** The content of a connect request. */
export interface ConnectRequest {
  readonly variantId: string;
  readonly locationId: string;
}

/** The content of an update request; committed cannot be named. */
export interface UpdateRequest extends WritableQuantities {
  readonly locationId: string;
}

const IDS = ['variantId', 'locationId'] as const;
const QUANTITIES = ['available', 'onHand', 'unavailable', 'incoming'] as const;
type FieldName = (typeof IDS)[number] | (typeof QUANTITIES)[number];

/** Reads the body of a connect request as strictly as the platform. */
export function decodeConnectRequest(body: unknown, profile: WireProfile): Decoded<ConnectRequest> {
  const fields = decodeFields(body, IDS, profile);
  if (!fields.ok) return fields;
  const { variantId = '', locationId = '' } = fields.value.ids;
  return { ok: true, value: { variantId, locationId } };
}

/** Reads the body of an update request as strictly as the platform; committed is refused [S]. */
export function decodeUpdateRequest(body: unknown, profile: WireProfile): Decoded<UpdateRequest> {
  const { requestEnvelope: envelope, committed } = profile;
  const path = pathWithin(envelope, committed);
  if (isThere(body, path)) {
    return refuse(path, 'left out: committed stock belongs to orders and cannot be changed');
  }
  const fields = decodeFields(body, ['locationId', ...QUANTITIES], profile);
  if (!fields.ok) return fields;
  const { ids, quantities } = fields.value;
  if (Object.keys(quantities).length === 0) {
    const names = QUANTITIES.map((name) => profile[name]).join(', ');
    return refuse(envelope, `at least one of ${names}`);
  }
  return { ok: true, value: { locationId: ids.locationId ?? '', ...quantities } };
}

interface Fields {
  readonly ids: { readonly [Name in (typeof IDS)[number]]?: string };
  readonly quantities: { readonly [Name in (typeof QUANTITIES)[number]]?: number };
}

/** Reads the object of a request: ids must be there, quantities may, and nothing else. */
function decodeFields(
  body: unknown,
  names: readonly FieldName[],
  profile: WireProfile,
): Decoded<Fields> {
  const { requestEnvelope: envelope, requestNumbers } = profile;
  const ids: Partial<Record<FieldName, string>> = {};
  const quantities: Partial<Record<FieldName, number>> = {};
  if (!isObject(body)) return refuse('', 'an object');
  if (!isObject(valueAt(body, envelope))) return refuse(envelope, 'an object');
  for (const name of names) {
    const path = pathWithin(envelope, profile[name]);
    const value = valueAt(body, path);
    if (name === 'variantId' || name === 'locationId') {
      if (!isWireId(value)) return refuse(path, `an id: ${ID_WORDS}`);
      ids[name] = value;
    } else if (value !== undefined) {
      const number = requestNumbers === 'text' ? numberOf(value) : value;
      const expected = `an integer${requestNumbers === 'text' ? ' as text' : ''}`;
      if (!Number.isSafeInteger(number)) return refuse(path, expected);
      // Adding 0 makes 0 of minus 0.
      quantities[name] = (number as number) + 0;
    }
  }
  const known = names.map((name) => pathWithin(envelope, profile[name]));
  const unknown = findUnknown(body, '', known);
  if (unknown !== undefined) return refuse(unknown, 'left out: the field is unknown');
  return { ok: true, value: { ids, quantities } };
}

/** The path of the first field that neither is known nor leads to one that is. */
function findUnknown(object: object, at: string, known: readonly string[]): string | undefined {
  for (const [name, value] of Object.entries(object)) {
    const path = pathWithin(at, shownName(name));
    if (known.includes(path)) continue;
    const leadsOn = known.some((each) => each.startsWith(`${path}.`));
    const unknown = leadsOn && isObject(value) ? findUnknown(value, path, known) : path;
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

function isThere(body: unknown, path: string): boolean {
  const dot = path.lastIndexOf('.');
  const holder = valueAt(body, path.slice(0, Math.max(0, dot)));
  return isObject(holder) && Object.hasOwn(holder, path.slice(dot + 1));
}

function numberOf(value: unknown): number {
  return typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
}

function refuse(path: string, expected: string): Decoded<never> {
  return { ok: false, path, expected };
}
