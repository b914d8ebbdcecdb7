import { testPaths } from './write-suite.ts';
import { BY, CONNECT, EXPECTED, SET } from './writes.ts';

for (const write of [CONNECT, SET, BY, EXPECTED]) {
  testPaths(write, 1, 'no store');
  testPaths(write, 0, 'memory store');
}
