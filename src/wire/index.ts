// Everything the library believes about the wire. What is assumed is marked [A], and listed with its
// source in docs/wire-contract.md.

export {
  decodeConnectRequest,
  decodeErrorText,
  decodeInventories,
  decodeInventory,
  decodeUpdateRequest,
} from './decode.ts';
export type { ConnectRequest, Decoded, InventoryLevel, UpdateRequest } from './decode.ts';
export { encodeConnectRequest, encodeLevel, encodeUpdateRequest } from './encode.ts';
export type { AnswerableLevel } from './encode.ts';
export { ACCESS_TOKEN_HEADER, isAccessToken, REQUEST_ID_HEADER } from './headers.ts';
export { parseJson } from './json.ts';
export { readNextPage, writeLink } from './link.ts';
export type { NextPage } from './link.ts';
export {
  connectPath,
  DEFAULT_API_VERSION,
  inventoryPath,
  isApiVersion,
  isShop,
  isWireId,
  shopOrigin,
  variantPath,
} from './paths.ts';
export type { Operation } from './paths.ts';
export { DEFAULT_LIMIT, LIST_PARAMETERS, MAX_LIMIT, writeListQuery } from './query.ts';
export type { ListQuery } from './query.ts';
