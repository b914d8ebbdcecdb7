import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { JSX, RefObject } from 'preact';
import { choose, chosenKey, COLUMNS, order, rows, sortBy } from '../state/choice.ts';
import type { Column } from '../state/choice.ts';
import { keyOf } from '../state/levels.ts';
import { LevelRow } from './level-row.tsx';
import { NAMES, SIGNS } from './words.ts';

/** The rows that are drawn beyond what is seen, so that scrolling finds them there. */
const SPARE = 8;
const HEAD = 32;
/** Narrower than this, a row has two lines. */
const NARROW = 560;

/** The levels as a grid of which only what is seen is drawn. */
export function LevelGrid(): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const { top, height, width } = useWindow(frame);
  const isNarrow = width < NARROW;
  const rowHeight = isNarrow ? 46 : 32;
  const found = rows.value;
  const first = Math.max(0, Math.floor(top / rowHeight) - SPARE);
  const last = Math.min(found.length, Math.ceil((top + height) / rowHeight) + SPARE);
  const index = found.findIndex((level) => keyOf(level) === chosenKey.value);

  const go = (to: number): void => {
    const next = Math.min(Math.max(to, 0), found.length - 1);
    const level = found[next];
    const box = frame.current;
    if (level === undefined || box === null) return;
    choose(keyOf(level));
    const from = next * rowHeight;
    const room = box.clientHeight - HEAD - rowHeight;
    if (from < box.scrollTop) box.scrollTop = from;
    else if (from > box.scrollTop + room) box.scrollTop = from - room;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const page = Math.max(1, Math.floor((height - HEAD) / rowHeight) - 1);
    const target = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: found.length - 1,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    go(target);
  };

  return (
    <div
      ref={frame}
      class={isNarrow ? 'grid narrow' : 'grid'}
      role="grid"
      aria-label="Stock levels; the arrow keys choose one"
      aria-rowcount={found.length + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={index >= first && index < last ? `row-${index}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" class="grid-head">
        <div role="row" aria-rowindex={1} class="grid-row">
          {COLUMNS.map((column, at) => (
            <Heading key={column} column={column} at={at} />
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        class="grid-body"
        style={{ height: `${found.length * rowHeight}px` }}
        data-first={first}
      >
        {found.slice(first, last).map((level, offset) => (
          <LevelRow
            key={keyOf(level)}
            level={level}
            at={first + offset}
            height={rowHeight}
            isChosen={first + offset === index}
          />
        ))}
      </div>
    </div>
  );
}

function Heading({ column, at }: { readonly column: Column; readonly at: number }): JSX.Element {
  const sorting = order.value?.by === column ? order.value : undefined;
  const direction = sorting === undefined ? 'none' : sorting.down ? 'descending' : 'ascending';
  const isId = column === 'variantId' || column === 'locationId';
  const name = isId ? (column === 'variantId' ? 'Variant' : 'Location') : NAMES[column];
  return (
    <div
      role="columnheader"
      aria-colindex={at + 1}
      aria-sort={direction}
      class={`cell ${column} ${isId ? '' : 'number'}`}
    >
      <button type="button" class="plain" onClick={() => sortBy(column)}>
        {isId ? null : (
          <span class="sign" aria-hidden="true">
            {SIGNS[column]}
          </span>
        )}
        {name}
        <span aria-hidden="true" class="arrow">
          {sorting === undefined ? '' : sorting.down ? ' ↓' : ' ↑'}
        </span>
      </button>
    </div>
  );
}

/** The part of a scrolled box that is seen, in pixels. */
function useWindow(frame: RefObject<HTMLDivElement | null>): {
  readonly top: number;
  readonly height: number;
  readonly width: number;
} {
  const [seen, setSeen] = useState({ top: 0, height: 600, width: 800 });
  useLayoutEffect(() => {
    const box = frame.current;
    if (box !== null) {
      setSeen({ top: box.scrollTop, height: box.clientHeight, width: box.clientWidth });
    }
  }, [frame]);
  useEffect(() => {
    const box = frame.current;
    if (box === null) return undefined;
    const look = (): void =>
      setSeen({ top: box.scrollTop, height: box.clientHeight, width: box.clientWidth });
    const watcher = new ResizeObserver(look);
    watcher.observe(box);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      watcher.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, [frame]);
  return seen;
}
