import type { Clock } from '../base/clock.ts';
import type { WireProfile } from '../wire/index.ts';
import type { FakeRateLimiter } from './state/rate-limiter.ts';

/** The options by which a client reaches a fake, and lives by its time and its rate limit. */
export interface FakeClientOptions {
  /** The shop's name. */
  readonly shop: string;
  /** The token that requests must carry. */
  readonly accessToken: string;
  /** The API version in the path of every request. */
  readonly apiVersion: string;
  /** The names that the fake calls things by. */
  readonly wire: WireProfile;
  /** The fake's `fetch`: nothing goes out to the network. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  /** The fake's time. */
  readonly clock: Clock;
  /** The fake's own bucket, which is full again after a `reset()`. */
  readonly rateLimiter: FakeRateLimiter;
}
