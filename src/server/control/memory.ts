import type { FakeSnapshot } from '../../testing/index.ts';
import type { Events } from './events.ts';
import type { ServedFork } from './forks.ts';

/** The things that a control surface keeps beside its fake. */
export interface Memory {
  /** Another one after each start. */
  readonly boot: string;
  /** The page's own token. */
  readonly token: string;
  readonly version: string;
  readonly events: Events;
  readonly snapshots: Map<string, FakeSnapshot>;
  readonly forks: Map<string, ServedFork>;
  /** The tokens as they are called here, where their texts are not told. */
  readonly tokenIds: Map<string, string>;
  /** Serves a fork on a port of its own. */
  readonly serveFork: (options: {
    readonly shop?: string;
    readonly port?: number;
  }) => Promise<ServedFork>;
  /** Where the fake is served. */
  readonly url: () => string;
  /** Counts what gets an id. */
  readonly nextId: (kind: string) => string;
}
