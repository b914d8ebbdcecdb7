import type { RejectionReason } from '../../src/model/index.ts';
import type { FakeEvent, InventoryFakeOptions } from '../../src/testing/index.ts';

/** A request and what must come back, both as literal HTTP in the form that http-text.ts reads. */
export interface Exchange {
  readonly send: string;
  readonly receive: string;
  /** How often; once unless it is said. */
  readonly times?: number;
}

/** Something that happens on the platform's side, which no request can do. */
interface Happening {
  readonly happens: FakeEvent;
}

/** Something that the platform does not let happen, and the rule that forbids it. */
interface Impossibility {
  readonly cannotHappen: FakeEvent;
  readonly because: RejectionReason;
}

/** Time that goes by, in milliseconds. */
interface Passing {
  readonly passes: number;
}

export type Step = Exchange | Happening | Impossibility | Passing;

/** Something that the platform does, as it is seen from outside. */
export interface ContractCase {
  /** A sentence about the platform. */
  readonly name: string;
  /** The lines of docs/wire-contract.md that it checks. */
  readonly lines: readonly [string, ...string[]];
  /** What is there before; the shop of seed.ts unless it is said. */
  readonly shop?: Partial<Omit<InventoryFakeOptions, 'shop' | 'accessToken' | 'clock'>>;
  /**
   * It holds in a shop that nobody prepared, given that the ids in it are replaced: by requests that
   * only read, or by some that write (and leave the stock as it was, should they be accepted).
   */
  readonly live?: 'read' | 'write';
  readonly steps: readonly Step[];
}
