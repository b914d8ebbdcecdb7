import { cells, fewCells } from './cells.ts';
import { testCutShort } from './cut-short-suite.ts';
import { BY, CONNECT, SET } from './writes.ts';

for (const write of [CONNECT, SET, BY]) {
  testCutShort(write, cells, 'no store');
  testCutShort(write, fewCells, 'memory store');
}
