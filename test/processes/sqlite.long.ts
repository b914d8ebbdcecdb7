import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeProcesses } from './suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'genstore-processes-'));
afterAll(() => rmSync(folder, { recursive: true }));
let stores = 0;

describeProcesses('SQLite', () => ({ kind: 'sqlite', path: join(folder, `${(stores += 1)}.db`) }));
