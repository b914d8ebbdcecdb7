// Units kept for a customer for a while. What moves them is the client's, what remembers them the store's.

export { HoldStateError, InvalidInputError } from '../errors/index.ts';
export { createHolds } from './create-holds.ts';
export type {
  ExpireOptions,
  Expiry,
  Hold,
  HoldInput,
  HoldListOptions,
  Holds,
  HoldsClient,
  HoldsOptions,
  HoldState,
  RunningHolds,
  StartOptions,
} from './holds.ts';
