import type { Random } from './random.ts';

/** What can go wrong, kind by kind, so that each can be turned on alone. */
export const TROUBLES = [
  /** Requests and answers that take long. */
  'slow',
  /** Requests and answers that never come. */
  'lost',
  /** Writes that arrive long after they were sent. */
  'late',
  '429',
  '400',
  /** An error of the platform, with the write executed or not. */
  '503',
  /** A process whose token the platform does not take for a while. */
  '401',
  /** Processes that end at once. */
  'kill',
  /** Processes that stand still, and machines that are suspended. */
  'pause',
  /** Processes whose clock is set. */
  'clock',
  /** Statements of the store that take long, or fail before or after they were carried out. */
  'store',
  /** The store's clock jumps: a standby takes over. */
  'standby',
  /** Callers that give up. */
  'abort',
  /** What a process needs for a request takes long. */
  'token',
  /** All processes are gone for longer than anything stays wanted. */
  'night',
] as const;

export type Trouble = (typeof TROUBLES)[number];

/** Decides when something goes wrong. */
export interface Chaos {
  /** Whether a trouble happens now, with a share; never where its kind, or all, is turned off. */
  readonly isOn: (trouble: Trouble, share: number) => boolean;
  /** Turns everything off. */
  readonly stop: () => void;
}

export function createChaos(random: Random, kinds: readonly Trouble[], intensity: number): Chaos {
  let isStopped = false;
  return {
    isOn: (trouble, share) =>
      !isStopped && kinds.includes(trouble) && random.chance(share * intensity),
    stop: () => {
      isStopped = true;
    },
  };
}
