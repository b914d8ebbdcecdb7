import type { InventoryFake } from '../../testing/index.ts';
import type { Outcome } from '../answer.ts';
import type { Input } from './input.ts';
import type { Memory } from './memory.ts';

/** A call of the control surface, as its action sees it. */
export interface ControlCall {
  readonly fake: InventoryFake;
  readonly memory: Memory;
  /** The parts of the path that stand for `{…}`, in their order. */
  readonly items: readonly string[];
  readonly input: Input;
  /** The header by which a listener that comes back says where it was. */
  readonly lastEventId: string | undefined;
}

/**
 * A line of the table that the control surface is. The words are those of `docs/testing.md`, which is
 * written from here.
 */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Behind `/__fake/`, such as `orders/{orderId}`. */
  readonly path: string;
  /** The body that it takes, in words; left out where it takes none. */
  readonly body?: string;
  /** The names of the parameters of its query. */
  readonly query?: readonly string[];
  /** The answer: a status, and what is in the body. */
  readonly answer: string;
  /** The members of `InventoryFake` that it stands for, such as `orders.place`. */
  readonly members: readonly string[];
  readonly run: (call: ControlCall) => Outcome | Promise<Outcome>;
}
