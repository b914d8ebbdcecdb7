import { describe, expect, test } from 'vitest';
import { sqliteFile } from '../store/sqlite-file.ts';
import { runCampaign } from './campaign.ts';

const CLEAN = { inDoubt: 0, wrong: [], failures: [], refusedByBucket: 0 };

describe('processes that share a store in SQLite', () => {
  const path = sqliteFile();

  test(
    'carry each line out once, while some of them are killed',
    { timeout: 120_000 },
    async () => {
      const story = {
        processes: 3,
        linesEach: 20,
        levels: 6,
        kills: 4,
        seed: Date.now() % 100_000,
      };
      const end = await runCampaign({ store: { kind: 'sqlite', path }, ...story });

      expect({ ...end, seed: story.seed }).toMatchObject({ ...CLEAN, seed: story.seed });
    },
  );
});
