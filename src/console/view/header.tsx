import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import { attempt } from '../control/act.ts';
import { call } from '../control/call.ts';
import { nudge } from '../control/follow.ts';
import { announcement, clock, link, problem, server } from '../state/shop.ts';
import { timeOf } from './words.ts';

const MOVES: readonly (readonly [string, number])[] = [
  ['+1 s', 1000],
  ['+1 min', 60_000],
  ['+1 h', 3_600_000],
];

const KINDS = {
  moving: 'A clock that goes, and that can be moved on',
  still: 'A virtual clock: it stands until it is moved on',
  system: "The system's clock",
} as const;

/** Which shop this is, whether it is there, and its clock. */
export function Header(): JSX.Element {
  const shop = server.value;
  return (
    <header class="header">
      <h1>{shop === undefined ? 'Stock console' : shop.shop}</h1>
      <span class="muted">{shop === undefined ? '' : `a fake shop, API ${shop.apiVersion}`}</span>
      <LinkState />
      <span class="spring" />
      <Clock />
      <a href="/__fake/report" target="_blank" rel="noreferrer">
        Report
      </a>
      <Reset />
      <p class="hidden" role="status">
        {announcement.value}
      </p>
    </header>
  );
}

function LinkState(): JSX.Element {
  const { state } = link.value;
  if (state === 'live') return <span class="badge good">● live</span>;
  if (state === 'opening') return <span class="badge">○ opening</span>;
  return <span class="badge bad">○ server away</span>;
}

function Clock(): JSX.Element | null {
  const view = clock.value;
  const ticking = useSignal(0);
  useEffect(() => {
    const timer = setInterval(() => {
      ticking.value += 1;
    }, 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  if (view === undefined) return null;
  return (
    <div class="clock" role="group" aria-label="Clock of the fake">
      <time dateTime={view.now} title={KINDS[view.kind]} data-tick={ticking.value}>
        {timeOf(nowOf(view))} UTC
      </time>
      {view.kind === 'system'
        ? null
        : MOVES.map(([name, ms]) => (
            <button
              key={name}
              type="button"
              aria-label={`Move the clock on by ${name.slice(1)}`}
              onClick={() =>
                void attempt(
                  () => call('POST', 'clock/advance', { ms }),
                  () => `The clock moved on by ${name.slice(1)}.`,
                )
              }
            >
              {name}
            </button>
          ))}
    </div>
  );
}

/** A clock that nobody moves goes on with the page's own. */
function nowOf({ now, heardAt, kind }: NonNullable<typeof clock.value>): string {
  const moment = Date.parse(now) + (kind === 'still' ? 0 : performance.now() - heardAt);
  return Number.isNaN(moment) ? now : new Date(moment).toISOString();
}

function Reset(): JSX.Element {
  const isAsked = useSignal(false);
  if (!isAsked.value) {
    return (
      <button
        type="button"
        onClick={() => {
          isAsked.value = true;
        }}
      >
        Reset …
      </button>
    );
  }
  const reset = (): void => {
    isAsked.value = false;
    void attempt(
      () => call('POST', 'reset'),
      () => 'The shop is what it was at its seed.',
    );
  };
  return (
    <span class="sure" role="group" aria-label="Reset the shop to its seed?">
      <span>Back to the seed?</span>
      <button type="button" class="primary" onClick={reset}>
        Reset
      </button>
      <button
        type="button"
        onClick={() => {
          isAsked.value = false;
        }}
      >
        Keep
      </button>
    </span>
  );
}

/** Why the last thing that was tried came to nothing; it stays until the next one. */
export function Problem(): JSX.Element {
  const words = problem.value;
  return (
    <div role="alert" class="toast">
      {words === undefined ? null : (
        <div class="problem">
          <span>
            <strong>Not done.</strong> {words}
          </span>
          <button
            type="button"
            onClick={() => {
              problem.value = undefined;
            }}
          >
            Dismiss
          </button>
        </div>
      )}
    </div>
  );
}

/** What to know while nobody answers: nothing that is seen here is lost. */
export function Away(): JSX.Element {
  const now = link.value;
  return (
    <div role="alert">
      {now.state === 'away' ? (
        <div class="away">
          <span>
            {now.words} You see what was there at {timeOf(now.since)} UTC; it is asked again and
            again.
          </span>
          <button type="button" onClick={() => nudge()}>
            Ask now
          </button>
        </div>
      ) : null}
    </div>
  );
}
