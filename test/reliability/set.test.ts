import { testWrite } from './write-suite.ts';
import { SET } from './writes.ts';

testWrite(SET);
