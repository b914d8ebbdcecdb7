import type { JSX } from 'preact';
import { rows, show, words } from '../state/choice.ts';
import type { Show } from '../state/choice.ts';
import { book, lowAt } from '../state/levels.ts';
import { announce, link } from '../state/shop.ts';
import { LevelGrid } from './level-grid.tsx';
import { count, units } from './words.ts';

const SHOWS: readonly (readonly [Show, string])[] = [
  ['all', 'all levels'],
  ['low', 'low or sold out'],
  ['out', 'sold out'],
  ['committed', 'with committed units'],
  ['incoming', 'with incoming units'],
];

/** How long nobody types before the number of levels is said, in milliseconds. */
const PAUSE_MS = 600;

let saying: ReturnType<typeof setTimeout> | undefined;

/** Says how many levels are left, once who filters has come to rest; other changes are not said. */
function sayCount(): void {
  clearTimeout(saying);
  saying = setTimeout(() => announce(`${count(rows.value.length, 'level')} shown.`), PAUSE_MS);
}

/** The levels, and what is asked of them. */
export function Levels(): JSX.Element {
  const all = book.value.byKey.size;
  return (
    <section class="pane levels" id="levels" aria-label="Levels">
      <div class="pane-head">
        <h2>Levels</h2>
        <span class="muted">
          {rows.value.length === all
            ? count(all, 'level')
            : `${units(rows.value.length)} of ${count(all, 'level')}`}
        </span>
      </div>
      <form class="tools" role="search" onSubmit={(event) => event.preventDefault()}>
        <label class="grows">
          <span>Filter by variant or location</span>
          <input
            type="search"
            value={words.value}
            placeholder="584 50002"
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => {
              words.value = currentTarget.value;
              sayCount();
            }}
          />
        </label>
        <label>
          <span>Show</span>
          <select
            value={show.value}
            onChange={({ currentTarget }) => {
              show.value = currentTarget.value as Show;
              sayCount();
            }}
          >
            {SHOWS.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <label class="short">
          <span>Low at</span>
          <input
            type="number"
            min={0}
            value={lowAt.value}
            onInput={({ currentTarget }) => {
              const value = currentTarget.valueAsNumber;
              if (Number.isInteger(value) && value >= 0) lowAt.value = value;
            }}
          />
        </label>
      </form>
      {rows.value.length > 0 ? <LevelGrid /> : <Nothing hasLevels={all > 0} />}
    </section>
  );
}

function showAll(): void {
  words.value = '';
  show.value = 'all';
}

function Nothing({ hasLevels }: { readonly hasLevels: boolean }): JSX.Element {
  if (link.value.state === 'opening') return <p class="empty">Reading the levels …</p>;
  if (!hasLevels) {
    return (
      <div class="empty">
        <p>
          <strong>This shop has no levels yet.</strong> Start the fake with <code>--seed</code> and
          a file, or with <code>--variants 10</code>; in a program, give{' '}
          <code>createInventoryFake</code> a <code>seed</code>. A program can also connect a variant
          that the shop knows to a location; it appears here at once.
        </p>
      </div>
    );
  }
  return (
    <div class="empty">
      <p>No level is like that.</p>
      <button type="button" onClick={showAll}>
        Show all levels
      </button>
    </div>
  );
}
