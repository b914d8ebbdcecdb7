/** A part of the sources that is changed, and what has to notice. */
export interface Part {
  /** So many of a hundred changes have to be noticed. */
  readonly bar: number;
  /** What is left out, as its tests need more than Node. */
  readonly without?: readonly string[];
  readonly tests: readonly string[];
  /** Tests that take seconds: they would take them again for each change that nothing else notices. */
  readonly slow?: readonly string[];
  /** Words of the names of such tests, where the others of their file are fast. */
  readonly slowTests?: readonly string[];
}

/** The parts, the smallest first, each with its own fast tests. */
export const PARTS: Readonly<Record<string, Part>> = {
  holds: {
    bar: 85,
    tests: ['test/holds/{input,half-done,end-reservation,start,holds}.test.ts'],
    slowTests: ['that expire in hundreds'],
  },
  wire: {
    bar: 95,
    tests: [
      'test/{wire,catalog,auth}/*.test.ts',
      'test/testing/{cors,exchange,rate-limit,refusals*,scopes,subscriptions,token-exchange}.test.ts',
      'test/webhooks/{subscribe*,parse*,fake-topics}.test.ts',
    ],
    slowTests: ['100,000 levels of JSON'],
  },
  model: {
    bar: 95,
    tests: ['test/model/*.test.ts'],
    slow: ['test/model/{laws*,never-throws}.test.ts'],
    slowTests: ['more lines than a stack holds'],
  },
  webhooks: {
    bar: 85,
    tests: ['test/webhooks/*.test.ts'],
    slow: ['test/webhooks/stored-{sqlite,postgres}.test.ts'],
    slowTests: [
      'up to 7 webhooks',
      '200 webhooks with duplicates',
      'an order of 10,000 lines',
      '100,000 levels of JSON',
      '200 times',
      'duplicates, delays',
      'healed by reading, through the client',
      'told parts of',
      'where inventory/update comes',
    ],
  },
  client: {
    bar: 90,
    tests: [
      'test/{client,errors}/**/*.test.ts',
      'test/reliability/{by,connect,expected,in-flight,limits,readings,set}.test.ts',
    ],
    slow: ['test/client/pace/sockets.test.ts'],
    slowTests: [
      'holds 10,000 by default',
      'of (?:40 and 2|200 and \\d+|400 and 40) a second, and is refused nothing',
      'while a nightly sync is under way',
      'over real sockets',
      'a thousand and one levels',
      // Of the thousands of faults, those that befall a write once.
      'memory store, ends as it should',
      'on every path of answers',
      'with a fault(?!\\W+once in the write:)',
    ],
  },
  store: {
    bar: 85,
    without: ['postgres/*'],
    tests: [
      'test/store/*.test.ts',
      'test/holds/half-done.test.ts',
      'test/simulate/short-stories.test.ts',
      'test/reliability/{in-flight,readings}.test.ts',
    ],
    slow: ['test/store/{engine-*,looking,postgres-store,redis-bucket,requests}.test.ts'],
    slowTests: ['processes that start at once', 'of a thousand and one levels'],
  },
};

/** The part that the environment names; the first one for tools that only look at configurations. */
export function partAtHand(): Part & { readonly name: string } {
  const name = process.env['MUTATED_PART'] ?? 'holds';
  const part = PARTS[name];
  if (part === undefined) {
    throw new Error(`MUTATED_PART is one of ${Object.keys(PARTS).join(', ')}`);
  }
  return { ...part, name };
}
