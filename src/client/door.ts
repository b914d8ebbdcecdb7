import type { Session } from './session.ts';

/** Whether the platform answered, and so that it did not do what was asked for. */
export { isRefusal } from './send/retry.ts';

/** Page after page of a list, with a bound on how long one goes on. */
export { nextPageOf, walkPages } from './pages.ts';

/**
 * The one way by which other parts send through a client: its pacing, retries and secrecy are in the
 * session. Nothing of it is public.
 */
export const sessions = new WeakMap<object, Session>();
