import fc from 'fast-check';

/** Where a property does not say how often it is tried: fast-check's own 100 are for `npm test`. */
fc.configureGlobal({ numRuns: 1000 });
