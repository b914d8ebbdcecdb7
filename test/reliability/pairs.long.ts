import { pairs } from './cells.ts';
import { RECORDINGS } from './shop.ts';
import { testCells } from './write-suite.ts';
import { BY, CONNECT, EXPECTED, SET } from './writes.ts';

for (const recording of RECORDINGS) {
  for (const write of [CONNECT, SET, BY, EXPECTED]) testCells(write, pairs(), recording);
}
