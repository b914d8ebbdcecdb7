// What depends on the wire profile, with the default one.

import * as wire from '../../src/wire/index.ts';
import type {
  AnswerableLevel,
  Decoded,
  DecodedPage,
  InventoryLevel,
  ListQuery,
} from '../../src/wire/index.ts';
import type { WritableQuantities } from '../../src/model/index.ts';

const { GENSTORE_202412: profile } = wire;

export function decodeInventory(body: unknown): Decoded<InventoryLevel> {
  return wire.decodeInventory(body, profile);
}

export function decodeInventories(body: unknown): Decoded<DecodedPage> {
  return wire.decodeInventories(body, profile);
}

export function decodeErrorText(body: unknown): string | undefined {
  return wire.decodeErrorText(body, profile);
}

export function decodeConnectRequest(body: unknown) {
  return wire.decodeConnectRequest(body, profile);
}

export function decodeUpdateRequest(body: unknown) {
  return wire.decodeUpdateRequest(body, profile);
}

export function encodeConnectRequest(variantId: string, locationId: string): string {
  return wire.encodeConnectRequest(variantId, locationId, profile);
}

export function encodeUpdateRequest(locationId: string, quantities: WritableQuantities): string {
  return wire.encodeUpdateRequest(locationId, quantities, profile);
}

export function encodeLevel(level: AnswerableLevel): string {
  return wire.encodeLevel(level, profile);
}

export function encodeInventory(level: AnswerableLevel): string {
  return wire.encodeInventory(level, profile);
}

export function encodeInventories(objects: readonly string[]): string {
  return wire.encodeInventories(objects, profile);
}

export function encodeError(text: string): string {
  return wire.encodeError(text, profile);
}

export function writeListQuery(query: ListQuery): URLSearchParams {
  return wire.writeListQuery(query, profile);
}

export function readListQuery(parameters: URLSearchParams): Decoded<ListQuery> {
  return wire.readListQuery(parameters, profile);
}
