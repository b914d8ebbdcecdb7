import { StockFileError } from '../../errors/index.ts';

/** A file that cannot be read any further: what is wrong is about the file, not about one row. */
export function trouble(
  file: string,
  message: string,
  line?: number,
  value?: string,
): StockFileError {
  return new StockFileError(file, [{ line, column: undefined, value, message }], 1);
}
