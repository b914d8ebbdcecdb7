/** The parts of a fake that change apart from each other. */
export type FakeChange = 'stock' | 'requests' | 'faults' | 'webhooks' | 'tokens' | 'reset';

/** Whoever wants to know that a fake has changed. */
export interface Watchers {
  readonly watch: (listener: (change: FakeChange) => void) => () => void;
  readonly tell: (change: FakeChange) => void;
}

/** Makes a list of watchers, without any. */
export function watchers(): Watchers {
  const listeners = new Set<(change: FakeChange) => void>();
  return {
    watch: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    tell: (change) => {
      for (const listener of listeners) listener(change);
    },
  };
}
