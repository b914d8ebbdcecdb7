import { beforeAll, describe, expect, inject, test } from 'vitest';
import { serveShop } from './shop.ts';
import { CASE_NAMES } from './smoke/index.ts';
import type { SmokeResult } from './smoke/index.ts';

/** Something that runs JavaScript. */
export interface Host {
  readonly name: string;
  /** Runs the smoke cases against the shop at the address. */
  readonly run: (folder: string, address: string) => Promise<readonly SmokeResult[]>;
}

/** Runs the smoke cases in a host, and makes a test of each. */
export function describeSmoke(host: Host): void {
  describe.each([host])('$name', ({ run }) => {
    let results: readonly SmokeResult[] = [];
    beforeAll(async () => {
      const { folder } = inject('installed').hosts;
      const shop = await serveShop(folder);
      try {
        results = await run(folder, shop.said);
      } finally {
        await shop.stop();
      }
    });

    test.each(CASE_NAMES)('%s', (caseName) => {
      const result = results.find((each) => each.name === caseName);
      expect(result).toEqual({ name: caseName, ok: true, error: '' });
    });
  });
}
