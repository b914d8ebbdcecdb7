import type { SingleBar } from 'cli-progress';
import { painter } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

/** How the command tells what it does: words and a bar on a terminal, lines of JSON otherwise. */
export interface Voice {
  /** Tells an event: a sentence for people, fields for programs. */
  readonly tell: (event: string, fields: Readonly<Record<string, unknown>>, words?: string) => void;
  /** Tells of trouble, to people too where nobody looks: cron sends it by mail. */
  readonly warn: (event: string, fields: Readonly<Record<string, unknown>>, words: string) => void;
  readonly progress: (
    what: string,
    done: number,
    total: number | undefined,
    etaMs?: number,
  ) => void;
  /** Takes the bar away, before anything else is said and at the end. */
  readonly rest: () => void;
}

/** How often a program is told of progress, in milliseconds. */
const EVERY = 1000;

/** Makes the voice of a run. */
export async function openVoice(surroundings: Surroundings, json: boolean): Promise<Voice> {
  const { print, complain } = surroundings;
  if (json || !surroundings.isTerminal) {
    let last = { what: '', at: -Infinity };
    const line = (event: string, fields: Readonly<Record<string, unknown>>): void =>
      print(`${JSON.stringify({ event, ...fields })}\n`);
    return {
      tell: line,
      warn(event, fields, words) {
        line(event, fields);
        complain(`${words}\n`);
      },
      progress(what, done, total, etaMs) {
        const now = performance.now();
        if (what === last.what && now - last.at < EVERY && done !== total) return;
        last = { what, at: now };
        line('progress', { phase: what, done, total, etaMs });
      },
      rest: () => {},
    };
  }
  const { default: progressBars } = await import('cli-progress');
  const paint = painter(surroundings.hasColors);
  let bar: SingleBar | undefined;
  let phase = '';
  const rest = (): void => {
    bar?.stop();
    bar = undefined;
    phase = '';
  };
  return {
    tell(_, __, words) {
      if (words === undefined) return;
      rest();
      print(`${words}\n`);
    },
    warn(_, __, words) {
      rest();
      complain(`${paint('31', words)}\n`);
    },
    progress(what, done, total, etaMs) {
      if (phase !== what) {
        rest();
        phase = what;
        bar = new progressBars.SingleBar({
          format: `${what} {bar} {value}/{total}{left}`,
          barsize: Math.max(10, Math.min(30, surroundings.columns - 50)),
          barCompleteChar: '█',
          barIncompleteChar: '░',
          hideCursor: true,
          clearOnComplete: true,
          // Ends are ours: a bar that listens for signals would end the process in between.
          gracefulExit: false,
          stream: process.stderr,
        });
        bar.start(total ?? 0, done, { left: '' });
      }
      bar?.setTotal(total ?? Math.max(done, 1));
      bar?.update(done, { left: etaMs === undefined ? '' : `, ${inWords(etaMs)} to go` });
    },
    rest,
  };
}

/** A time in words, such as `2 min`. */
function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
