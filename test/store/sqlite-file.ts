import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** The path of a file for SQLite that is gone when the tests of this file have ended. */
export function sqliteFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'genstore-sqlite-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return join(folder, 'inventory.db');
}
