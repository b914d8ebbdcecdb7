import { ownPostgres } from '../engines/own-postgres.ts';
import { describeFailures } from './engine-failures.ts';
import { postgresTroubles, sqliteTroubles } from './engine-troubles.ts';

describeFailures('SQLite', sqliteTroubles);

const postgres = ownPostgres();
if (postgres !== undefined) describeFailures('PostgreSQL', postgresTroubles(postgres.server));
