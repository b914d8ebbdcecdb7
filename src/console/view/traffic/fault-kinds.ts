import type { FaultKind } from '../../../testing/index.ts';

/** A field that a kind of fault takes besides its name. */
interface Field {
  readonly name: string;
  readonly label: string;
  readonly start: string;
  readonly isNumber: boolean;
}

/** The kinds of faults in words, with the fields that matter most. */
export const KINDS: Readonly<
  Record<FaultKind, { readonly words: string; readonly field?: Field }>
> = {
  status: {
    words: 'another status comes, and nothing is done',
    field: { name: 'status', label: 'Status', start: '503', isNumber: true },
  },
  'rate-limited': {
    words: '429, and nothing is done',
    field: { name: 'retryAfter', label: 'Retry-After, s', start: '1', isNumber: true },
  },
  delay: {
    words: 'the request arrives late',
    field: { name: 'ms', label: 'Milliseconds', start: '2000', isNumber: true },
  },
  late: {
    words: 'the connection breaks, and the request arrives later',
    field: { name: 'ms', label: 'Milliseconds', start: '1000', isNumber: true },
  },
  redirect: {
    words: 'the answer points elsewhere',
    field: { name: 'location', label: 'Location', start: '/elsewhere', isNumber: false },
  },
  'stale-read': {
    words: 'a query sees an earlier state',
    field: { name: 'events', label: 'Events behind', start: '1', isNumber: true },
  },
  'wrong-variant': { words: 'the answer is about another variant' },
  'wrong-content-type': { words: 'a page of HTML comes back' },
  'cut-before': { words: 'the connection breaks, and nothing is done' },
  'cut-after': { words: 'it is done, and the answer is lost' },
  'cut-mid-body': { words: 'it is done, and half the answer arrives' },
  malformed: { words: 'it is done, and the answer is no JSON' },
  truncated: { words: 'it is done, and the answer ends half way' },
  empty: { words: 'it is done, and the answer has no body' },
};
