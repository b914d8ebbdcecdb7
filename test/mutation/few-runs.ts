import fc from 'fast-check';
import { beforeEach } from 'vitest';
import { partAtHand } from './parts.ts';

/**
 * The same few cases for each change, so that none is noticed by chance and nothing takes long. The
 * smallest case that fails is not looked for: one is enough.
 */
fc.configureGlobal({ numRuns: 20, seed: 28, endOnFailure: true });

// The tester runs tests in a thread, and a thread cannot move to another time zone.
const { slowTests = [] } = partAtHand();
const LEFT_OUT = new RegExp(['not in UTC', ...slowTests].join('|'));

// Not by Vitest's own pattern for names: in a file of settings it overrules the one with which the tester
// names the tests of a mutant, and then each mutant is tried with all tests of each file.
beforeEach(({ task, skip }) => skip(LEFT_OUT.test(task.fullTestName)));

// A loop without an end is ended where the mutant was reached five times as often as by all tests together:
// the tester's own limit is twenty times that, which takes minutes of waiting and a new process.
const tester = (globalThis as { __stryker__?: { hitLimit?: number } }).__stryker__;
if (tester?.hitLimit !== undefined) tester.hitLimit /= 20;
