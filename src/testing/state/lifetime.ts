/** How long a shop's memory is the fake's: until a reset or a restore puts another one in its place. */
export interface Lifetime {
  /** Calls back once at the end, or now where it was. The function returned takes that back. */
  readonly onEnd: (callback: () => void) => () => void;
  readonly end: () => void;
}

/** Begins a lifetime. */
export function lifetime(): Lifetime {
  const callbacks = new Set<() => void>();
  let isOver = false;
  return {
    onEnd: (callback) => {
      if (isOver) callback();
      else callbacks.add(callback);
      return () => {
        callbacks.delete(callback);
      };
    },
    end: () => {
      isOver = true;
      for (const callback of callbacks) callback();
      callbacks.clear();
    },
  };
}
