import { json } from './broken-answers.ts';

const CAPACITY = 40;
const REFILL_MS = 500;

/** A platform that counts its own tokens, and what it counted. */
export interface LimitedFetch {
  readonly fetch: typeof globalThis.fetch;
  /** How many requests came in, and how many of them found no token. */
  readonly count: { requests: number; refused: number };
}

/**
 * Puts the platform's bucket around a fetch: a counter that holds 40 tokens at most, and gets another
 * one half a second after it was full and every half second from then on. Without a token: 429.
 */
export function limitFetch(fetch: typeof globalThis.fetch, now: () => number): LimitedFetch {
  const count = { requests: 0, refused: 0 };
  let tokens = CAPACITY;
  let refilledAt = now();

  return {
    count,
    fetch: (input, init) => {
      for (; tokens < CAPACITY && now() >= refilledAt + REFILL_MS; refilledAt += REFILL_MS) {
        tokens += 1;
      }
      if (tokens === CAPACITY) refilledAt = now();
      count.requests += 1;
      if (tokens > 0) {
        tokens -= 1;
        return fetch(input, init);
      }
      count.refused += 1;
      return Promise.resolve(json(429, { error: 'Too many requests' }));
    },
  };
}

/** The shortest time in which so many requests can come through a bucket that was full. */
export function idealMs(requests: number): number {
  return (requests - CAPACITY) * REFILL_MS;
}
