/** [D] Tells in every answer how full the shop's bucket is: `used/size`. */
export const RATE_LIMIT_HEADER = 'X-Genstore-Shop-Api-Rate-Limit';

/** How full a shop's bucket is, in requests. */
export interface BucketState {
  /** How many of them are used. */
  readonly used: number;
  /** How many it holds when nothing is used. */
  readonly size: number;
}

const USED_OF_SIZE = /^\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*$/;

/** Reads how full the shop's bucket is; undefined where the header is missing, or makes no sense. */
export function readBucketState(value: string | null): BucketState | undefined {
  const [, used, size] = (USED_OF_SIZE.exec(value ?? '') ?? []).map(Number);
  if (used === undefined || size === undefined || size < 1 || used > size) return undefined;
  return { used, size };
}
