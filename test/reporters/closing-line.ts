import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Prints the run's totals as one plain line, free of colour and layout, for machines to read. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) count[test.result().state] += 1;
      // A file that fails to load has no tests to count, and must not read as a clean run.
      const brokeOutsideTests = !module.ok() && !tests.some((test) => !test.ok());
      if (brokeOutsideTests) count.failed += 1;
    }
    const skipped = count.skipped + count.pending;
    const totals = [`${count.passed} passed`, `${count.failed} failed`];
    if (skipped > 0) totals.push(`${skipped} skipped`);
    process.stdout.write(`${totals.join(', ')}\n`);
  }
}
