/** What surrounds a request while it fails. */
interface Scene {
  readonly signal: AbortSignal;
  readonly now: number;
}

/** One way in which a request can go wrong, and what there is to be known then. */
export interface Fault {
  readonly name: string;
  /** Whether the platform carries the request out, or how long after its sender gave it up. */
  readonly reaches: boolean | { readonly lateMs: number };
  /**
   * What can be known of a write: that the answer is good, that nothing was done, or nothing.
   * `unsent` is nothing done, too, because the request never left.
   */
  readonly onWrite: 'answered' | 'refused' | 'unsent' | 'in doubt';
  /** What a reading gives: levels, levels of others, an answer without sense, or none at all. */
  readonly onRead: 'answered' | 'another' | 'unreadable' | 'lost';
  /** The error that it stands for. */
  readonly error: string;
  readonly status?: number;
  /** Whether the status is the platform's own. */
  readonly keepsStatus?: boolean;
  /** When the platform wants to be asked again. */
  readonly earliest?: (now: number) => number;
  /** What the client is shown; `answer` is the platform's own. */
  readonly show: (answer: Response, scene: Scene) => Promise<Response> | Response;
}

/** A fault on the way to the platform, and the same on the way back. */
export function onBothWays(fault: Omit<Fault, 'reaches' | 'onWrite'>): Fault[] {
  return [
    { ...fault, name: `${fault.name}, nothing done`, reaches: false, onWrite: 'in doubt' },
    { ...fault, name: `${fault.name}, all done`, reaches: true, onWrite: 'in doubt' },
  ];
}
