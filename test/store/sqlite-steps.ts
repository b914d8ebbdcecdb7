import { systemClock } from '../../src/base/clock.ts';
import { argumentsTo } from '../../src/errors/index.ts';
import { namesOf } from '../../src/store/rows/schema.ts';
import { stepsOn } from '../../src/store/rows/steps.ts';
import { sqliteEngine } from '../../src/store/sqlite/sqlite-engine.ts';
import type { SqliteDatabase } from '../../src/store/sqlite/database.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';

/** The steps of a store in a file, on the system's clock. */
export function sqliteStoreSteps(source: string | SqliteDatabase): StoreSteps {
  return stepsOn(sqliteEngine(source, namesOf(argumentsTo('sqliteStore'), {}), systemClock));
}
