import { readFileSync } from 'node:fs';

/** Why a command is to end early. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** How often the parent is looked for, in milliseconds. */
const EVERY = 250;

/**
 * Aborts when the command is to end: by SIGINT, SIGTERM or SIGHUP, or because who started it is gone. A
 * second signal finds nobody listening, and ends the process at once.
 *
 * @param untilInputEnds - whether the end of standard input is one too.
 */
export function watchForEnd(untilInputEnds = false): {
  readonly signal: AbortSignal;
  readonly stop: () => void;
} {
  const controller = new AbortController();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const isOrphaned = watchParents();
  const end = (why: string): void => {
    stop();
    controller.abort(new Interrupted(why));
  };
  const onSignal = (signal: NodeJS.Signals): void => end(signal);
  const onInputEnd = (): void => end('its input has ended');
  const timer = setInterval(() => {
    if (isOrphaned()) end('the program that started it has ended');
  }, EVERY);
  timer.unref();
  const stop = (): void => {
    clearInterval(timer);
    for (const signal of signals) process.off(signal, onSignal);
    if (untilInputEnds) process.stdin.off('end', onInputEnd).off('close', onInputEnd).destroy();
  };
  for (const signal of signals) process.on(signal, onSignal);
  if (untilInputEnds) process.stdin.on('end', onInputEnd).on('close', onInputEnd).resume();
  return { signal: controller.signal, stop };
}

/**
 * Says whether who started this process has ended. npx starts a shell that starts the command, and a
 * signal to npx reaches neither: so under npm the shell's parent counts too.
 */
function watchParents(): () => boolean {
  const parent = process.ppid;
  // Who is started by the system, or as the first process of a container, has nobody to follow.
  if (parent <= 1) return () => false;
  const grandparent = process.env['npm_execpath'] === undefined ? undefined : parentOf(parent);
  return () => {
    if (process.ppid !== parent || !isAlive(parent)) return true;
    return grandparent !== undefined && parentOf(parent) !== grandparent;
  };
}

/** The parent of a process, where the system tells it in a file. */
function parentOf(id: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    // The name before it stands in brackets, and may hold anything.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
