/** An integer of more digits than a number can hold, outside of a text. */
const LONG_INTEGER = /(?:^|[:[,])\s*-?\d{16,}/;

/**
 * Parses JSON without losing digits: an integer that a number cannot hold exactly comes out as the
 * text that stood there. Ids have more than 15 digits [D].
 *
 * @throws SyntaxError when it is no JSON, or when the runtime cannot show the text of such a number;
 * RangeError when such a number comes with more nesting than the runtime can walk.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text, LONG_INTEGER.test(text) ? keepDigits : undefined);
}

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  if (Number.isFinite(value) && !Number.isInteger(value)) return value;
  if (context?.source === undefined)
    throw new SyntaxError('More digits than this runtime can read');
  return /^-?\d+$/.test(context.source) ? context.source : value;
}
