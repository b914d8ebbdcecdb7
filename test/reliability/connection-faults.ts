import { cut, halfOf, silence } from './broken-answers.ts';
import { onBothWays } from './fault.ts';
import type { Fault } from './fault.ts';

const LOST = { onRead: 'lost', error: 'ConnectionError' } as const;
const LATE = { onRead: 'lost', error: 'TimeoutError' } as const;

/** No answer comes, or not all of it. */
export const CONNECTION_FAULTS: readonly Fault[] = [
  ...onBothWays({
    ...LOST,
    name: 'the connection is cut',
    show: () => Promise.reject(cut('ECONNRESET')),
  }),
  {
    ...LOST,
    name: 'the connection is cut in the body',
    reaches: true,
    onWrite: 'in doubt',
    show: async (answer) => halfOf(await answer.text(), 'cut', answer.headers),
  },
  {
    ...LOST,
    name: 'no connection is made',
    reaches: false,
    onWrite: 'unsent',
    show: () => Promise.reject(cut('ECONNREFUSED', 'connect')),
  },
  // Before the client has done anything else, while it is at it, and when the call has ended.
  ...[0, 700, 8000].map((lateMs) => ({
    ...LOST,
    name: `the connection is cut, done ${lateMs} ms later`,
    reaches: { lateMs },
    onWrite: 'in doubt' as const,
    show: () => Promise.reject(cut('ECONNRESET')),
  })),
  {
    ...LATE,
    name: 'no answer, done after that',
    reaches: { lateMs: 35_000 },
    onWrite: 'in doubt',
    show: (_, { signal }) => silence(signal),
  },
  ...onBothWays({ ...LATE, name: 'no answer', show: (_, { signal }) => silence(signal) }),
  {
    ...LATE,
    name: 'no answer, and no ear for the signal',
    reaches: true,
    onWrite: 'in doubt',
    show: () => new Promise(() => {}),
  },
  {
    ...LATE,
    name: 'no end of the body',
    reaches: true,
    onWrite: 'in doubt',
    show: async (answer) => halfOf(await answer.text(), 'silence', answer.headers),
  },
];
