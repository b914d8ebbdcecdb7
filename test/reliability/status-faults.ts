import { json } from './broken-answers.ts';
import { onBothWays } from './fault.ts';
import type { Fault } from './fault.ts';

const RETRY_AFTER: Readonly<Record<string, (now: number) => readonly [string, number]>> = {
  'Retry-After in seconds': (now) => ['3', now + 3000],
  'Retry-After with a fraction': (now) => ['2.5', now + 2500],
  'Retry-After as a date': (now) => {
    const date = new Date(now + 3000).toUTCString();
    return [date, Date.parse(date)];
  },
};

function tooMany(how: string, header: (now: number) => Record<string, string>): Fault {
  return {
    name: `429, ${how}`,
    reaches: false,
    onWrite: 'refused',
    onRead: 'lost',
    error: 'RateLimitError',
    status: 429,
    show: (_, { now }) => json(429, { error: 'Too many requests' }, header(now)),
  };
}

const RATE_LIMITS: Fault[] = [
  ...Object.entries(RETRY_AFTER).map(([how, ask]) => ({
    ...tooMany(how, (now) => ({ 'Retry-After': ask(now)[0] })),
    earliest: (now: number) => ask(now)[1],
  })),
  tooMany('no Retry-After', () => ({})),
  tooMany('Retry-After without sense', () => ({ 'Retry-After': 'soon' })),
];

const SERVER_ERRORS: Fault[] = [500, 502, 503, 504].flatMap((status) =>
  onBothWays({
    name: String(status),
    onRead: 'lost',
    error: 'ServerError',
    status,
    show: () => json(status, { error: 'Something broke' }),
  }),
);

function redirect(status: number, location: string): Omit<Fault, 'reaches' | 'onWrite'> {
  return {
    onRead: 'unreadable',
    error: 'ResponseError',
    name: `${status} to ${location}`,
    status,
    show: () => new Response(null, { status, headers: { Location: location } }),
  };
}

const REDIRECTS: Fault[] = [
  { ...redirect(302, 'https://elsewhere.example/'), reaches: false, onWrite: 'refused' },
  { ...redirect(307, '/api/202412/inventory'), reaches: false, onWrite: 'refused' },
  // What was asked for is done, and its result is to be seen elsewhere.
  ...onBothWays(redirect(303, '/api/202412/inventory')),
];

const TOKENS: Fault[] = [
  {
    name: '401',
    reaches: false,
    onWrite: 'refused',
    onRead: 'lost',
    error: 'AuthenticationError',
    status: 401,
    show: () => json(401, { error: 'The token is expired' }),
  },
];

/** The status is no 2xx. Below 400 an error tells the status of the answer that it could not read. */
export const STATUS_FAULTS: readonly Fault[] = [
  ...RATE_LIMITS,
  ...SERVER_ERRORS,
  ...REDIRECTS,
  ...TOKENS,
];
