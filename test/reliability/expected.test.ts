import { testWrite } from './write-suite.ts';
import { EXPECTED } from './writes.ts';

testWrite(EXPECTED);
