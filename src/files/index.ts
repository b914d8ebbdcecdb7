// Files of counts and moves as warehouses send them.

export { cellsOf, readStockFile } from './read-stock-file.ts';
export type { StockFileOptions, SkippedLine } from './options.ts';
export type { StockFileSource } from './read/bytes.ts';
export type { StockField } from './columns/fields.ts';
export type { StockRow } from './row.ts';
export { toLevels } from './levels.ts';
export { describeProblem, StockFileError } from '../errors/index.ts';
export type { StockFileProblem } from '../errors/index.ts';
