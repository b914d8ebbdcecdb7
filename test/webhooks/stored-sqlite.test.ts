import { sqliteStore } from '../../src/store/sqlite/index.ts';
import { sqliteFile } from '../store/sqlite-file.ts';
import { describeStored } from './stored-suite.ts';

const path = sqliteFile();

describeStored('SQLite', async () => sqliteStore(path), { numRuns: 3 });
