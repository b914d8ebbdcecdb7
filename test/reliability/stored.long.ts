import { cells } from './cells.ts';
import { testCutShort } from './cut-short-suite.ts';
import { placesOf, testCells } from './write-suite.ts';
import { BY, CONNECT, EXPECTED, SET } from './writes.ts';

for (const write of [CONNECT, SET, BY, EXPECTED]) {
  testCells(write, cells(placesOf(write)), 'memory store');
  testCutShort(write, cells, 'memory store');
}
