import { testWrite } from './write-suite.ts';
import { BY } from './writes.ts';

testWrite(BY, [['read'], ['write'], ['write', 'later read']]);
