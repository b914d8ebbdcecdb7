// The pieces of a request without a token, for what has no client yet. They stand apart from the door,
// because they bring ky along.

export { createTransport } from './send/transport.ts';
export type { WireRequest } from './send/transport.ts';
export { answeredContextOf, contextOf, errorOf, failureOf, readBody } from './send/read-answer.ts';
export { backoffMs, isNoJson, isPassing } from './send/retry.ts';
export { readBaseUrl } from './options/base-url.ts';
export { checkPage } from './options/page.ts';
export {
  checkClock,
  checkCount,
  checkDuration,
  checkFields,
  checkNothing,
  checkPositive,
} from './options/checks.ts';
export type { ChecksOf } from './options/checks.ts';
