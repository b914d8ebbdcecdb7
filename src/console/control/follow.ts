import { announce, link, problem } from '../state/shop.ts';
import { CallError, renewToken } from './call.ts';
import { readChanges, readWhole } from './read.ts';
import { PARTS } from './shapes.ts';
import type { Part } from './shapes.ts';

/** Changes that come close together are read together, in milliseconds. */
const GATHER_MS = 80;
/** How long to wait before the server is asked again, in milliseconds: longer each time. */
const RETRIES_MS = [300, 600, 1200, 2500, 5000];

let events: EventSource | undefined;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let isReading = false;
const dirty = new Set<Part | 'reset'>();

/** Follows the server for as long as the page is open. */
export function follow(): void {
  void open();
  // A page that was hidden, or a machine that slept, need not wait for the next try.
  addEventListener('online', nudge);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && link.value.state === 'away') nudge();
  });
}

/** Asks a server that was away at once. */
export function nudge(): void {
  if (timer === undefined) return;
  clearTimeout(timer);
  timer = undefined;
  void open();
}

/** Reads everything, and listens for what changes. */
async function open(): Promise<void> {
  const wasAway = link.value.state === 'away';
  events?.close();
  dirty.clear();
  try {
    if (wasAway) await renewToken();
    // Listens first, so that nothing that happens during the reading is missed.
    listen();
    const { isAnew } = await readWhole();
    failures = 0;
    link.value = { state: 'live' };
    if (dirty.size > 0) gather();
    if (wasAway) {
      problem.value = undefined;
      announce(
        isAnew
          ? 'The server is back. It was started anew, so the shop began again from its seed.'
          : 'The server is back.',
      );
    }
  } catch (error) {
    lose(error);
  }
}

function listen(): void {
  const source = new EventSource('/__fake/events');
  events = source;
  source.addEventListener('change', ({ data }: MessageEvent<string>) => {
    const { changed } = JSON.parse(data) as { readonly changed: readonly (Part | 'reset')[] };
    for (const part of changed) dirty.add(part);
    gather();
  });
  source.addEventListener('reload', () => {
    dirty.add('reset');
    gather();
  });
  source.addEventListener('error', () => {
    // It would try again by itself, but not after every kind of failure, and not at once.
    if (events === source) lose(new CallError('The server went away.'));
  });
}

function lose(error: unknown): void {
  events?.close();
  events = undefined;
  if (!(error instanceof Error)) throw error;
  const words = error instanceof CallError && !error.away ? error.message : 'The server is away.';
  const since = link.value.state === 'away' ? link.value.since : new Date().toISOString();
  link.value = { state: 'away', since, words };
  clearTimeout(timer);
  timer = setTimeout(
    () => {
      timer = undefined;
      void open();
    },
    RETRIES_MS[Math.min(failures, RETRIES_MS.length - 1)],
  );
  failures += 1;
}

function gather(): void {
  if (isReading || link.value.state !== 'live') return;
  isReading = true;
  setTimeout(() => void readOn(), GATHER_MS);
}

async function readOn(): Promise<void> {
  try {
    while (dirty.size > 0 && link.value.state === 'live') {
      const parts = PARTS.filter((part) => dirty.has(part));
      const isReset = dirty.has('reset');
      dirty.clear();
      // One after the other: an older answer must not overwrite a newer one.
      await (isReset ? readWhole() : readChanges(parts));
    }
  } catch (error) {
    lose(error);
  } finally {
    isReading = false;
  }
}
