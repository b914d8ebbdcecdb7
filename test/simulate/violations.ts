/** What was promised and did not hold. */
export interface Violations {
  readonly report: (message: string) => void;
  readonly first: () => string | undefined;
}

export function noViolations(): Violations {
  let first: string | undefined;
  return {
    report(message) {
      first ??= message;
    },
    first: () => first,
  };
}
