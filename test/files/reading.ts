import { readStockFile, StockFileError } from '../../src/files/index.ts';
import type { StockFileOptions, StockFileSource } from '../../src/files/index.ts';

/** Reads all rows: each as `variant at warehouse = value`, short enough for a table. */
export async function rowsOf(
  source: StockFileSource,
  options: StockFileOptions = {},
): Promise<string[]> {
  const rows: string[] = [];
  for await (const row of readStockFile(source, { name: 'counts.csv', ...options })) {
    const variant = row.variantId ?? row.sku ?? [row.handle, ...(row.options ?? [])].join('/');
    rows.push(`${variant} at ${row.locationId ?? row.location} = ${row.value}`);
  }
  return rows;
}

/** The refusal of a file: where, the value, and the words. */
export async function refusalOf(
  source: StockFileSource,
  options: StockFileOptions = {},
): Promise<readonly { line?: number; column?: string; value?: string; message: string }[]> {
  try {
    await rowsOf(source, options);
  } catch (error) {
    if (!(error instanceof StockFileError)) throw error;
    return error.problems.map(({ line, column, value, message }) => ({
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
      ...(value !== undefined && { value }),
      message,
    }));
  }
  throw new Error('The file was not refused.');
}

/** The bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The bytes of a text in UTF-16, with its mark. */
export function utf16(text: string, order: 'little' | 'big' = 'little'): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return order === 'little' ? bytes : bytes.swap16();
}

/** The bytes of a text of letters up to U+00FF, one byte each. */
export function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
