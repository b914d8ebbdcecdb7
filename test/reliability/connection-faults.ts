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
    show: () => Promise.reject(cut('ECONNREFUSED')),
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
