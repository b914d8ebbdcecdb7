/**
 * Tells somebody who looks on. What that comes to, at once or later, changes nothing: a log that is down
 * must not end the program as an unhandled rejection.
 */
export function tell(call: () => unknown): void {
  try {
    Promise.resolve(call()).catch(ignore);
  } catch {
    // See above.
  }
}

function ignore(): void {}
