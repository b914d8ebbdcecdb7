import { useEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import uPlot from 'uplot';
import type { QuantityName } from '../../model/index.ts';
import { lookedAt } from '../state/ledger.ts';
import type { Step } from '../state/ledger.ts';
import {
  causeOf,
  changesOf,
  HAPPENINGS,
  NAMES,
  QUANTITIES,
  SIGNS,
  timeOf,
  units,
} from './words.ts';

const HEIGHT = 190;
/** A pattern for each, because colour alone tells nothing to many. */
const DASHES: Readonly<Record<QuantityName, number[]>> = {
  available: [],
  committed: [9, 4],
  unavailable: [2, 3],
  incoming: [9, 3, 2, 3],
  onHand: [],
};

/**
 * The statuses of a level, event by event. The pointer, and the arrow keys, look at one event, whose
 * numbers are written below.
 */
export function Chart({ steps }: { readonly steps: readonly Step[] }): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef(steps);
  latest.current = steps;
  const last = steps.length - 1;
  const at = Math.min(lookedAt.value ?? last, last);

  useEffect(() => {
    const box = frame.current;
    if (box === null) return undefined;
    const drawn = draw(box, () => latest.current);
    plot.current = drawn;
    const watcher = new ResizeObserver(() => {
      drawn.setSize({ width: box.clientWidth, height: HEIGHT });
    });
    watcher.observe(box);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const repaint = (): void => drawn.redraw(false);
    scheme.addEventListener('change', repaint);
    return () => {
      scheme.removeEventListener('change', repaint);
      watcher.disconnect();
      drawn.destroy();
      plot.current = undefined;
    };
  }, []);
  useEffect(() => plot.current?.setData(columnsOf(steps)), [steps]);
  useEffect(() => {
    const drawn = plot.current;
    if (drawn === undefined) return;
    const left = drawn.valToPos(at, 'x');
    drawn.setCursor({ left, top: 10 }, false);
  }, [at, steps]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const target = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      PageDown: at - 10,
      PageUp: at + 10,
      Home: 0,
      End: last,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    lookedAt.value = Math.min(Math.max(target, 0), last);
  };

  return (
    <figure class="chart">
      <div
        class="canvas"
        ref={frame}
        role="slider"
        tabIndex={0}
        aria-label="Event of the ledger"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={sentence(steps[at])}
        onKeyDown={onKeyDown}
        onPointerLeave={() => {
          lookedAt.value = undefined;
        }}
      />
      <Reading step={steps[at]} at={at} />
    </figure>
  );
}

/** The event that is looked at, and the numbers that it left behind. */
function Reading({
  step,
  at,
}: {
  readonly step: Step | undefined;
  readonly at: number;
}): JSX.Element {
  const entry = step?.entry;
  return (
    <figcaption>
      <p class="looked">
        {entry === undefined ? (
          'The beginning'
        ) : (
          <>
            <span class="muted">{at}.</span> <strong>{HAPPENINGS[entry.type]}</strong>{' '}
            {causeOf(entry)} <time dateTime={entry.at}>{timeOf(entry.at)}</time>
            <span class="muted"> · {changesOf(entry)}</span>
          </>
        )}
      </p>
      <ul class="legend">
        {QUANTITIES.map((name) => (
          <li key={name} class={name}>
            <svg width="22" height="8" aria-hidden="true">
              <line
                x1="0"
                x2="22"
                y1="4"
                y2="4"
                stroke="currentColor"
                stroke-width={name === 'onHand' ? 1 : 2}
                stroke-dasharray={DASHES[name].join(' ')}
              />
            </svg>
            {NAMES[name]} <strong>{units(step?.quantities[name] ?? 0)}</strong>
          </li>
        ))}
      </ul>
    </figcaption>
  );
}

function sentence(step: Step | undefined): string {
  if (step === undefined) return '';
  const { entry, quantities } = step;
  const what =
    entry === undefined
      ? 'The beginning'
      : `${HAPPENINGS[entry.type]} ${causeOf(entry)} at ${timeOf(entry.at)}`;
  return `${what}: ${QUANTITIES.map((name) => `${NAMES[name]} ${quantities[name]}`).join(', ')}`;
}

/** The steps, and once more the last one some way to the right, so that it is a line and no point. */
function columnsOf(steps: readonly Step[]): uPlot.AlignedData {
  const end = steps.length - 1;
  const drawn = [...steps, ...steps.slice(-1)];
  return [
    drawn.map((_, index) => (index > end ? end + Math.max(0.4, end * 0.04) : index)),
    ...QUANTITIES.map((name) => drawn.map(({ quantities }) => quantities[name])),
  ];
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function draw(box: HTMLDivElement, steps: () => readonly Step[]): uPlot {
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const axis: uPlot.Axis = {
    stroke: () => colour('muted'),
    font: '11px system-ui, sans-serif',
    grid: { stroke: () => colour('line'), width: 1 },
    ticks: { show: false },
    gap: 4,
  };
  const looking = ({ cursor }: uPlot): void => {
    // The keyboard moves the cursor as well, and has said already where to.
    if (cursor.event !== undefined && cursor.idx !== null && cursor.idx !== undefined) {
      lookedAt.value = Math.min(cursor.idx, steps().length - 1);
    }
  };
  return new uPlot(
    {
      width: box.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
      scales: {
        x: { time: false, range: (_, low, high) => [low, high] },
        y: { range: (_, low, high) => [Math.min(0, low), Math.max(high * 1.08, 4)] },
      },
      axes: [
        {
          ...axis,
          size: 22,
          space: 74,
          grid: { show: false },
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
          values: (_, splits) => splits.map((split) => labelAt(steps()[split])),
        },
        { ...axis, size: 44, values: (_, splits) => splits.map((split) => units(split)) },
      ],
      series: [
        {},
        ...QUANTITIES.map((name): uPlot.Series => ({
          label: `${SIGNS[name]} ${NAMES[name]}`,
          stroke: () => colour(name),
          width: name === 'onHand' ? 1 : 2,
          dash: DASHES[name],
          points: { show: false },
          ...(stepped === undefined ? {} : { paths: stepped }),
        })),
      ],
      hooks: { setCursor: [looking] },
    },
    columnsOf(steps()),
    box,
  );
}

function labelAt(step: Step | undefined): string {
  if (step === undefined) return '';
  return step.entry === undefined ? 'start' : timeOf(step.entry.at);
}
