import { describeFailures } from './engine-failures.ts';
import { sqliteTroubles } from './engine-troubles.ts';

// All moments, and PostgreSQL, are in engine-failures.long.ts.
describeFailures('SQLite', sqliteTroubles, ['before a call', 'between an answer and its record']);
