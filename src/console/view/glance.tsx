import type { ComponentChildren, JSX } from 'preact';
import type { LedgerEntry } from '../../model/index.ts';
import { show, toggleShow } from '../state/choice.ts';
import type { Show } from '../state/choice.ts';
import { ledger } from '../state/ledger.ts';
import { lowAt, markOf, overview } from '../state/levels.ts';
import { openOrders } from '../state/shop.ts';
import { Place } from './place.tsx';
import { change, count, HAPPENINGS, NAMES, QUANTITIES, SIGNS, timeOf, units } from './words.ts';

const AT_MOST = 5;

/** The first look: what is low, what is committed, what came in just now. */
export function Glance(): JSX.Element {
  return (
    <div class="glance">
      <Low />
      <Committed />
      <JustNow />
    </div>
  );
}

/** The sums over all levels. */
export function Totals(): JSX.Element {
  const sums = overview.value;
  return (
    <dl class="totals" aria-label="All levels together">
      {QUANTITIES.map((name) => (
        <div key={name}>
          <dt class={name}>
            <span class="sign" aria-hidden="true">
              {SIGNS[name]}
            </span>
            {NAMES[name]}
          </dt>
          <dd data-total={name}>{units(sums[name])}</dd>
        </div>
      ))}
      <div>
        <dt>Levels</dt>
        <dd>{units(sums.count)}</dd>
      </div>
    </dl>
  );
}

function Card(props: {
  readonly title: string;
  readonly note: ComponentChildren;
  readonly shows?: Show;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { title, note, shows, children } = props;
  return (
    <section class="card" aria-label={title}>
      <div class="card-head">
        <h2>{title}</h2>
        <span class="muted">{note}</span>
        {shows === undefined ? null : (
          <button
            type="button"
            class="plain"
            aria-pressed={show.value === shows}
            onClick={() => toggleShow(shows)}
          >
            {show.value === shows ? 'Show all levels' : 'Show in table'}
            <span class="hidden">: {title}</span>
          </button>
        )}
      </div>
      {children}
    </section>
  );
}

function Low(): JSX.Element {
  const { low, out, count: levels } = overview.value;
  const note = low.length === 0 ? '' : `${count(low.length, 'level')}, ${units(out)} sold out`;
  return (
    <Card title="Low" note={note} {...(low.length > 0 ? { shows: 'low' as const } : {})}>
      {low.length === 0 ? (
        <p class="empty">
          {levels === 0
            ? 'There are no levels yet.'
            : `Every level has more than ${units(lowAt.value)} available.`}
        </p>
      ) : (
        <ul class="rows">
          {low.slice(0, AT_MOST).map((level) => (
            <li key={`${level.variantId}/${level.locationId}`}>
              <Place at={level} />
              <span class={markOf(level, lowAt.value) === 'out' ? 'badge bad' : 'badge warn'}>
                {level.available <= 0 ? '✕ ' : '▼ '}
                {units(level.available)} available
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Committed(): JSX.Element {
  const { committed, committedLevels } = overview.value;
  const open = openOrders.value.length;
  const orders = open === 0 ? '' : `, ${count(open, 'open order')}`;
  const note = committed === 0 ? '' : `${count(committed, 'unit')}${orders}`;
  return (
    <Card title="Committed" note={note} {...(committed > 0 ? { shows: 'committed' as const } : {})}>
      {committedLevels.length === 0 ? (
        <p class="empty">No units wait for their orders to be fulfilled.</p>
      ) : (
        <ul class="rows">
          {committedLevels.slice(0, AT_MOST).map((level) => (
            <li key={`${level.variantId}/${level.locationId}`}>
              <Place at={level} />
              <span class="committed">
                <span class="sign" aria-hidden="true">
                  {SIGNS.committed}
                </span>
                {units(level.committed)} of {units(level.onHand)} on hand
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function JustNow(): JSX.Element {
  const latest = ledger.value.slice(-AT_MOST).toReversed();
  return (
    <Card title="Just now" note={latest.length === 0 ? '' : 'newest first, UTC'}>
      {latest.length === 0 ? (
        <p class="empty">
          Nothing has changed since the seed. Choose a level and place an order, or let a program
          write to the shop.
        </p>
      ) : (
        <ul class="rows">
          {latest.map((entry) => (
            <li key={`${entry.eventId}/${entry.variantId}/${entry.locationId}`}>
              <time dateTime={entry.at}>{timeOf(entry.at)}</time>
              <span class="happening">{HAPPENINGS[entry.type]}</span>
              <Place at={entry} />
              <Deltas entry={entry} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** The changes of an entry by their signs, and by their names for who cannot see them. */
export function Deltas({ entry }: { readonly entry: LedgerEntry }): JSX.Element {
  const moved = QUANTITIES.filter((name) => name !== 'onHand' && entry.deltas[name] !== 0);
  if (moved.length === 0) return <span class="deltas muted">no units moved</span>;
  return (
    <span class="deltas">
      {moved.map((name) => (
        <span key={name} class={name} title={NAMES[name]}>
          <span class="sign" aria-hidden="true">
            {SIGNS[name]}
          </span>
          <span class="hidden">{NAMES[name]} </span>
          {change(entry.deltas[name])}
        </span>
      ))}
    </span>
  );
}
