import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { argumentsTo } from '../../src/errors/index.ts';
import { namesOf } from '../../src/store/rows/schema.ts';
import { stepsOn } from '../../src/store/rows/steps.ts';
import { sqliteEngine } from '../../src/store/sqlite/sqlite-engine.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import type { VirtualClock } from '../../src/testing/virtual-clock.ts';
import { testRecords } from './records-contract.ts';
import { testStore } from './store-contract.ts';
import { testDetails } from './store-details.ts';

const folder = mkdtempSync(join(tmpdir(), 'genstore-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const open = async (clock: VirtualClock): Promise<StoreSteps> => {
  const names = namesOf(argumentsTo('sqliteStore'), {});
  return stepsOn(sqliteEngine(join(folder, `${(files += 1)}.db`), names, clock));
};

testStore('in SQLite', open);
testDetails('in SQLite', open);
testRecords('in SQLite', open);
