import type { RecordedRequest } from '../../src/testing/index.ts';

/** The platform's limit. */
export interface Bucket {
  readonly capacity: number;
  readonly refillPerSecond: number;
}

/**
 * The part of a bucket that was used up to a moment, from 0 to 1: of what it held when the workers came,
 * which is when requests come by way of the network, and of what flowed in since.
 */
export function useOfBucket(
  requests: readonly RecordedRequest[],
  { capacity, refillPerSecond }: Bucket,
  since: number,
  until: number,
): number {
  let free = capacity;
  let at = Date.parse(requests[0]?.at ?? '');
  let given = 0;
  let used = 0;
  for (const request of requests) {
    const now = Date.parse(request.at);
    if (now > until) break;
    const flow = ((now - at) / 1000) * refillPerSecond;
    const isAfter = at >= since;
    const isFirst = !isAfter && now >= since;
    free = isAfter ? free + flow : Math.min(capacity, free + flow);
    at = now;
    if (isFirst) given = free;
    else if (isAfter) given += flow;
    if (now >= since) used += 1;
    free -= 1;
  }
  return used / given;
}
