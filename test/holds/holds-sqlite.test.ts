import { sqliteStore } from '../../src/store/sqlite/index.ts';
import { sqliteFile } from '../store/sqlite-file.ts';
import { describeHolds } from './holds-suite.ts';

const path = sqliteFile();

describeHolds('SQLite', async () => sqliteStore(path));
