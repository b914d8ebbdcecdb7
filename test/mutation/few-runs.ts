import fc from 'fast-check';

/** The same few cases for each change, so that none is noticed by chance and nothing takes long. */
fc.configureGlobal({ numRuns: 20, seed: 28 });
