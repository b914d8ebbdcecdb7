import { useEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import type { StockLevel } from '../../model/index.ts';
import { chosen, chosenKey } from '../state/choice.ts';
import { lookedAt, story } from '../state/ledger.ts';
import type { Step } from '../state/ledger.ts';
import { Actions, OpenHere } from './actions.tsx';
import { Chart } from './chart.tsx';
import { Deltas } from './glance.tsx';
import { causeOf, count, HAPPENINGS, NAMES, QUANTITIES, SIGNS, timeOf, units } from './words.ts';

/** The newest events that are listed. */
const LISTED = 200;

/** The story of the level that is chosen. */
export function Story(): JSX.Element {
  const key = chosenKey.value;
  useEffect(() => {
    lookedAt.value = undefined;
  }, [key]);
  const level = chosen.value;
  return (
    <section class="pane story" id="story" aria-label="Story of a level">
      {level === undefined ? <Nobody key="nobody" name={key} /> : <Told level={level} />}
    </section>
  );
}

function Nobody({ name }: { readonly name: string | undefined }): JSX.Element {
  return (
    <>
      <div class="pane-head">
        <h2>Story</h2>
      </div>
      <p class="empty">
        {name === undefined
          ? 'Choose a level to see what happened to it, and to let something happen.'
          : `There is no level ${name.replace('/', ' at ')} (any more). Choose another one.`}
      </p>
    </>
  );
}

function Told({ level }: { readonly level: StockLevel }): JSX.Element {
  const steps = story.value;
  const events = Math.max(0, steps.length - 1);
  return (
    <>
      <div class="pane-head">
        <h2>
          <span class="id">{level.variantId}</span> at <span class="id">{level.locationId}</span>
        </h2>
        <span class="muted">{oversellWords(level)}</span>
      </div>
      <dl class="now" aria-label="This level now">
        {QUANTITIES.map((name) => (
          <div key={name}>
            <dt class={name}>
              <span class="sign" aria-hidden="true">
                {SIGNS[name]}
              </span>
              {NAMES[name]}
            </dt>
            <dd data-now={name}>{units(level[name])}</dd>
          </div>
        ))}
      </dl>
      <Actions level={level} />
      <div class="pane-head">
        <h3>Over its ledger</h3>
        <span class="muted">{count(events, 'event')}</span>
      </div>
      {events === 0 ? (
        <p class="empty">Nothing has happened to this level since the seed.</p>
      ) : (
        <>
          <Chart steps={steps} />
          <OpenHere level={level} />
          <Events steps={steps} />
        </>
      )}
    </>
  );
}

function oversellWords({ oversell }: StockLevel): string {
  if (oversell === 'deny') return 'orders stop at 0';
  if (oversell === 'preorder') return 'orders may take what is incoming';
  if (oversell === 'continue') return 'orders never stop';
  return `orders stop at ${units(oversell.floor)}`;
}

function Events({ steps }: { readonly steps: readonly Step[] }): JSX.Element {
  const looked = lookedAt.value ?? steps.length - 1;
  const listed = steps
    .flatMap(({ entry }, at) => (entry === undefined ? [] : [{ entry, at }]))
    .slice(-LISTED)
    .toReversed();
  return (
    <ol class="events" aria-label="Events of this level, newest first">
      {listed.map(({ entry, at }) => (
        <li key={at}>
          <button
            type="button"
            class="event"
            aria-current={at === looked}
            onClick={() => {
              lookedAt.value = at;
            }}
          >
            <time dateTime={entry.at}>{timeOf(entry.at)}</time>
            <span>
              {HAPPENINGS[entry.type]} <span class="muted">{causeOf(entry)}</span>
            </span>
            <Deltas entry={entry} />
          </button>
        </li>
      ))}
    </ol>
  );
}
