import { testWrite } from './write-suite.ts';
import { BY } from './writes.ts';

testWrite(BY);
