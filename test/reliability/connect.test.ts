import { testWrite } from './write-suite.ts';
import { CONNECT } from './writes.ts';

testWrite(CONNECT);
