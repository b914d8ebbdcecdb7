import type { ServerResponse } from 'node:http';
import type { FakeChange, InventoryFake } from '../../testing/index.ts';

/** Something that a page may have to read anew. */
export type Change = FakeChange | 'clock';

/** Tells those who listen what has changed. */
export interface Events {
  /** The number of the latest event. */
  readonly seq: () => number;
  readonly tell: (change: Change) => void;
  /** Tells a listener from now on, and first what it missed. */
  readonly stream: (response: ServerResponse, lastId: string | undefined) => void;
  /** Ends all streams. */
  readonly end: () => void;
}

/** Changes that come close together are told together: at most 20 times a second. */
const GATHER_MS = 50;
const HEARTBEAT_MS = 15_000;
/** How many events can be caught up on. */
const MOST_KEPT = 1000;
/** A listener that takes nothing for so long, in bytes, is not there. */
const MOST_WAITING = 1024 * 1024;

/** Listens to a fake. `boot` tells the events of this start from those of another. */
export function eventsOf(fake: InventoryFake, boot: string): Events {
  const listeners = new Set<ServerResponse>();
  let log: readonly { readonly seq: number; readonly changed: readonly Change[] }[] = [];
  let seq = 0;
  let gathered = new Set<Change>();
  let timer: NodeJS.Timeout | undefined;

  const write = (response: ServerResponse, text: string): void => {
    if (response.writableLength > MOST_WAITING) response.destroy();
    else response.write(text);
  };
  const flush = (): void => {
    timer = undefined;
    seq += 1;
    const event = { seq, changed: [...gathered] };
    gathered = new Set();
    log = [...log.slice(1 - MOST_KEPT), event];
    for (const listener of listeners) write(listener, writeChange(boot, event));
  };
  const tell = (change: Change): void => {
    gathered.add(change);
    timer ??= setTimeout(flush, GATHER_MS).unref();
  };
  const stopWatching = fake.watch(tell);
  const heartbeat = setInterval(() => {
    for (const listener of listeners) write(listener, ':\n\n');
  }, HEARTBEAT_MS).unref();

  return {
    seq: () => seq,
    tell,
    stream: (response, lastId) => {
      response.writeHead(200, {
        ...Object.fromEntries(Object.entries(response.getHeaders())),
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
      });
      write(response, `retry: 1000\n${writeEvent('hello', { boot, seq })}`);
      const missed = lastId === undefined ? [] : missedSince(log, boot, seq, lastId);
      if (missed === undefined) write(response, writeEvent('reload', { boot, seq }));
      else if (missed.length > 0) write(response, writeChange(boot, { seq, changed: missed }));
      listeners.add(response);
      response.once('close', () => listeners.delete(response));
    },
    end: () => {
      stopWatching();
      clearInterval(heartbeat);
      clearTimeout(timer);
      for (const listener of listeners) listener.end();
    },
  };
}

/** The changes since an event; undefined where they are not known any more. */
function missedSince(
  log: readonly { readonly seq: number; readonly changed: readonly Change[] }[],
  boot: string,
  seq: number,
  lastId: string,
): readonly Change[] | undefined {
  const [, from, number] = /^(.*)-(\d+)$/.exec(lastId) ?? [];
  const last = Number(number);
  if (from !== boot || last > seq) return undefined;
  if (last < seq && last + 1 < (log[0]?.seq ?? Infinity)) return undefined;
  return [...new Set(log.filter((event) => event.seq > last).flatMap(({ changed }) => changed))];
}

function writeChange(
  boot: string,
  event: { readonly seq: number; readonly changed: readonly Change[] },
): string {
  return `id: ${boot}-${event.seq}\n${writeEvent('change', event)}`;
}

function writeEvent(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
