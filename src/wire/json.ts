/** An integer of more digits than a number can hold, outside of a text. */
const LONG_INTEGER = /[:[,]\s*-?\d{16,}/;

/**
 * Parses JSON without losing digits: an integer that a number cannot hold exactly comes out as the
 * text that stood there. Ids have more than 15 digits [D].
 *
 * @throws SyntaxError when it is no JSON, or when the runtime cannot show the text of such a number.
 */
export function parseJson(text: string): unknown {
  return LONG_INTEGER.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
}

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || !Number.isInteger(value)) {
    return value;
  }
  if (context?.source === undefined) {
    throw new SyntaxError('The JSON holds a number with more digits than this runtime can read');
  }
  return context.source;
}
