import type * as Inventory from 'genstore-inventory';

/** One thing that has to hold wherever the package runs. */
export interface SmokeCase {
  readonly name: string;
  readonly run: (context: SmokeContext) => void | Promise<void>;
}

/** What the cases are given by whoever runs them. */
export interface SmokeContext {
  /** Where the fake is served over HTTP, with its control surface. */
  readonly address: string;
  /** The main entry of a second copy of the package. */
  readonly copy: typeof Inventory;
}

/** Throws unless both are the same as JSON. */
export function same(actual: unknown, expected: unknown): void {
  const [is, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== wanted) throw new Error(`${is} instead of ${wanted}`);
}

/** What a promise rejects with. */
export async function refusal(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It was not refused');
}
