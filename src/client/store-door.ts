// The way by which a store's machine sends through a client: what it carries out is spelled, sent, read
// and judged as the client itself does it. Apart from the other door, for those that need less.

export { isRefusal, sessions } from './door.ts';
export { notify, tellWait } from './options/hooks.ts';
export { fetchPage, fetchPages } from './query.ts';
export { platformErrorOf } from './send/read-answer.ts';
export { backoffMs, isNoJson, isPassing, LONGEST_PAUSE_MS } from './send/retry.ts';
export { machines } from './store.ts';
export { isOlder } from './write/acknowledged.ts';
export { judge } from './write/judge.ts';
export { planConnect, planLines, planSet } from './write/plan-write.ts';
export { levelThere, readLevelToWrite, sendWrite } from './write/read-level.ts';
