/** What was promised and did not hold, and what happened before. */
export interface Violations {
  readonly report: (message: string) => void;
  readonly first: () => string | undefined;
  /** Notes something that happened, where somebody follows the story. */
  readonly note: (happening: () => string) => void;
}

export function noViolations(
  now: () => number,
  follow: ((line: string) => void) | undefined,
): Violations {
  let first: string | undefined;
  const startedAt = now();
  const note = (happening: () => string): void => {
    follow?.(`${((now() - startedAt) / 1_000).toFixed(3)} ${happening()}`);
  };
  return {
    report(message) {
      first ??= message;
      note(() => `VIOLATED ${message}`);
    },
    first: () => first,
    note,
  };
}
