import { describe, expect, test } from 'vitest';
import { createTokenBucket } from '../../src/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import { pick } from './faults.ts';
import { settle } from './run.ts';
import { scriptFetch } from './scripted-fetch.ts';
import type { Exchange, Script } from './scripted-fetch.ts';
import { openClient, openFake, RECORDINGS, recordingOptions, START } from './shop.ts';
import type { Recording } from './shop.ts';
import { BY, CONNECT, EXPECTED } from './writes.ts';
import type { Write } from './writes.ts';

/** Runs a write while hundreds of other requests wait for the same limiter, and more come in. */
async function runAmongOthers(
  write: Write,
  script: Script,
  recording: Recording = 'no store',
): Promise<readonly Exchange[]> {
  const clock = createVirtualClock(START);
  const fake = openFake(clock);
  const rateLimiter = createTokenBucket({ clock });
  const others = openClient(clock, fake.fetch, { rateLimiter });
  const crowd: PromiseLike<unknown>[] = [];
  const arrive = (): void => {
    crowd.push(...Array.from({ length: 100 }, () => others.query({ limit: 1 }).then()));
  };
  const options = { rateLimiter, ...recordingOptions(recording, clock) };
  const { fetch, journal } = scriptFetch(fake, clock, script, arrive);
  arrive();
  const call = settle(write.run(openClient(clock, fetch, options), {}));
  arrive();
  await clock.run(call);
  await clock.run(Promise.all(crowd));
  return journal;
}

describe.each(RECORDINGS)(
  'with %s, a write follows its reading at once, even when others wait,',
  (recording) => {
    test.each([BY, EXPECTED])('$name, when nothing goes wrong', async (write) => {
      const [read, written] = await runAmongOthers(write, () => undefined, recording);

      expect(written?.sentAt).toBe(read?.sentAt);
    });

    test.each([BY, EXPECTED])('$name, when it is read again', async (write) => {
      const [lost] = pick('503, nothing done');
      const script: Script = (role, index) => (role === 'read' && index === 0 ? lost : undefined);
      const journal = await runAmongOthers(write, script, recording);
      const [, read, written] = journal;

      expect(journal.map(({ role }) => role)).toEqual(['read', 'read', 'write']);
      expect(written?.sentAt).toBe(read?.sentAt);
    });
  },
);

describe('a write follows the reading that it rests on at once, even when others wait,', () => {
  test.each([BY, EXPECTED, CONNECT])('$name, when it is sent again', async (write) => {
    const [cut] = pick('the connection is cut, nothing done');
    const journal = await runAmongOthers(write, (role, index) =>
      role === 'write' && index === 0 ? cut : undefined,
    );
    const [readBack, again] = journal.slice(-2);

    expect([readBack?.role, again?.role]).toEqual(['later read', 'write']);
    expect(again?.sentAt).toBe(readBack?.sentAt);
  });
});
