import type { JSX } from 'preact';
import type { StockLevel } from '../../model/index.ts';
import { choose } from '../state/choice.ts';
import { changedAt, keyOf, lowAt, markOf } from '../state/levels.ts';
import { NAMES, QUANTITIES, units } from './words.ts';

/** As long as a change is to be seen, in milliseconds. */
const FRESH_MS = 2000;
const MARKS = { none: '', low: '▼', out: '✕' } as const;
const MARK_WORDS = { none: '', low: 'low', out: 'sold out' } as const;

/** One level in the grid. */
export function LevelRow(props: {
  readonly level: StockLevel;
  readonly at: number;
  readonly height: number;
  readonly isChosen: boolean;
}): JSX.Element {
  const { level, at, height, isChosen } = props;
  const key = keyOf(level);
  const mark = markOf(level, lowAt.value);
  const changed = changedAt.get(key) ?? Number.NEGATIVE_INFINITY;
  const isFresh = performance.now() - changed < FRESH_MS;
  return (
    <div
      role="row"
      id={`row-${at}`}
      data-key={key}
      aria-rowindex={at + 2}
      aria-selected={isChosen}
      class={`grid-row ${isChosen ? 'chosen' : ''}`}
      style={{ height: `${height}px`, transform: `translateY(${at * height}px)` }}
      onClick={() => choose(key)}
    >
      <div role="gridcell" aria-colindex={1} class="cell variantId id">
        {level.variantId}
      </div>
      <div role="gridcell" aria-colindex={2} class="cell locationId id">
        {level.locationId}
      </div>
      {QUANTITIES.map((name, index) => (
        <div
          role="gridcell"
          aria-colindex={index + 3}
          // Made anew with each change, so that its colour fades once more.
          key={isFresh ? `${name} ${changed}` : name}
          class={`cell number ${name} ${level[name] === 0 ? 'zero' : ''} ${isFresh ? 'fresh' : ''}`}
          title={NAMES[name]}
        >
          {name === 'available' && mark !== 'none' ? (
            <span class={`mark ${mark}`}>
              <span aria-hidden="true">{MARKS[mark]} </span>
              <span class="hidden">{MARK_WORDS[mark]} </span>
            </span>
          ) : null}
          {units(level[name])}
        </div>
      ))}
    </div>
  );
}
