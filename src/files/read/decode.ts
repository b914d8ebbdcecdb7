import { trouble } from './trouble.ts';

/** Files that are no text, by their first bytes. */
const OTHERS: readonly (readonly [start: string, message: string])[] = [
  [
    'PK\u0003\u0004',
    'This is an Excel workbook (.xlsx) or another packed file (zip), not a text. Save the table as "CSV UTF-8", or unpack it.',
  ],
  ['PK\u0005\u0006', 'This is a packed file (zip) with nothing in it.'],
  [
    '\u00D0\u00CF\u0011\u00E0',
    'This is an old Excel workbook (.xls), not a text. Save it as "CSV UTF-8" and use that.',
  ],
  ['\u001F\u008B', packed('gzip', 'gunzip -c counts.csv.gz')],
  ['(\u00B5/\u00FD', packed('zstd', 'zstd -dc counts.csv.zst')],
  ['BZh', packed('bzip2', 'bzip2 -dc counts.csv.bz2')],
  ['\u00FD7zXZ', packed('xz', 'xz -dc counts.csv.xz')],
  ['7z\u00BC\u00AF', 'The file is packed (7z). Unpack it.'],
  ['Rar!', 'The file is packed (rar). Unpack it.'],
  ['%PDF', 'This is a PDF, not a table. Export the table as CSV.'],
  [String.raw`{\rtf`, 'This is a text document (.rtf), not a table. Export the table as CSV.'],
  ['\u0089PNG', 'This is a picture, not a table. Export the table as CSV.'],
  ['\u00FF\u00D8\u00FF', 'This is a picture, not a table. Export the table as CSV.'],
  ['SQLite format 3', 'This is a database (SQLite), not a table. Export the table as CSV.'],
  ['\u00FF\u00FE\0\0', 'This is UTF-32, which is not read. Save it as "CSV UTF-8".'],
  ['\0\0\u00FE\u00FF', 'This is UTF-32, which is not read. Save it as "CSV UTF-8".'],
];

function packed(how: string, command: string): string {
  return `The file is packed (${how}). Unpack it: ${command} | … sync -`;
}

/** Enough to know every mark and other file, and UTF-16 by the zeros of its first names. */
const HEAD = 64;

/**
 * Makes text of bytes: UTF-8 with or without a mark, UTF-16 with one, or the encoding that was named.
 * Every line ends with `\n` after that.
 *
 * @throws StockFileError where the bytes are no text in that encoding.
 */
export async function* decode(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  encoding: string | undefined,
): AsyncGenerator<string, void, undefined> {
  const openText = createText(name, encoding);
  let head: Uint8Array | undefined = new Uint8Array(0);
  let text: Text | undefined;
  for await (const chunk of bytes) {
    if (text !== undefined) {
      yield text.add(chunk);
      continue;
    }
    head = concat(head, chunk);
    if (head.length < HEAD) continue;
    text = openText(head);
    yield text.add(head);
  }
  if (text === undefined) {
    text = openText(head);
    yield text.add(head);
  }
  yield text.end();
}

/** Text that grows. */
interface Text {
  readonly add: (chunk: Uint8Array) => string;
  readonly end: () => string;
}

function createText(name: string, encoding: string | undefined): (head: Uint8Array) => Text {
  return (head) => {
    const decoder = openDecoder(head, name, encoding);
    let line = 1;
    let held = '';
    const pass = (decoded: string, isEnd: boolean): string => {
      let text = held + decoded;
      // The other half of a line's end may come with the next bytes; old systems end a file with U+001A.
      const last = text.at(-1);
      held = last === '\u001A' || (last === '\r' && !isEnd) ? last : '';
      if (held !== '') text = text.slice(0, -1);
      if (text.includes('\r')) text = text.replaceAll(/\r\n?/g, '\n');
      const zero = text.indexOf('\0');
      if (zero >= 0) throw trouble(name, DAMAGED, line + countLines(text.slice(0, zero)));
      line += countLines(text);
      return text;
    };
    return {
      add(chunk) {
        try {
          return pass(decoder.decode(chunk, { stream: true }), false);
        } catch (error) {
          if (!(error instanceof TypeError)) throw error;
          throw badBytes(name, decoder.encoding, chunk, line);
        }
      },
      end() {
        try {
          return pass(decoder.decode(), true);
        } catch (error) {
          if (!(error instanceof TypeError)) throw error;
          throw trouble(name, `The file ends in the middle of a letter: it is cut off.`, line);
        }
      },
    };
  };
}

const DAMAGED =
  'It has a byte that is 0, as no text has: the file is damaged. Get or export it anew.';

function openDecoder(head: Uint8Array, name: string, encoding: string | undefined): TextDecoder {
  const start = String.fromCharCode(...head.subarray(0, HEAD));
  for (const [bytes, message] of OTHERS) {
    if (start.startsWith(bytes)) throw trouble(name, message);
  }
  const marked = markOf(head);
  // A mark is surer than what somebody says; a decoder leaves out its own mark alone.
  const decoder = new TextDecoder(marked ?? encoding ?? 'utf-8', { fatal: true });
  const found = marked === undefined ? utf16Of(start) : decoder.encoding;
  if (found !== undefined && found !== decoder.encoding) {
    const words = `It has bytes that are 0, as UTF-16 without a mark has. Say so: --encoding ${found}; or save it as UTF-8.`;
    throw trouble(name, words, 1);
  }
  if (
    marked === undefined &&
    start !== '' &&
    decoder.encoding.startsWith('utf-16') &&
    !start.includes('\0')
  ) {
    const words = `It has no bytes that are 0, as a table in ${decoder.encoding} has. Leave --encoding out, or say another one.`;
    throw trouble(name, words, 1);
  }
  return decoder;
}

/** Delimiters and most letters have a byte that is 0 in UTF-16, always at the same half. */
function utf16Of(start: string): string | undefined {
  const zeros = start.split('').flatMap((letter, at) => (letter === '\0' ? [at % 2] : []));
  const [half] = zeros;
  if (half === undefined || zeros.length < 2 || zeros.some((each) => each !== half))
    return undefined;
  return half === 0 ? 'utf-16be' : 'utf-16le';
}

function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
}

/** Finds the line of the first bytes that are none of the encoding. */
function badBytes(name: string, encoding: string, chunk: Uint8Array, line: number): Error {
  let at = line;
  let start = 0;
  for (let end = 0; end <= chunk.length; end += 1) {
    if (end < chunk.length && chunk[end] !== 0x0a) continue;
    const part = chunk.subarray(start, end);
    if (!isText(part, encoding)) {
      const shown = new TextDecoder('windows-1252').decode(part.subarray(0, 200));
      return trouble(name, wrongEncoding(encoding), at, shown.trim());
    }
    at += 1;
    start = end + 1;
  }
  return trouble(name, wrongEncoding(encoding), line);
}

function wrongEncoding(encoding: string): string {
  if (encoding !== 'utf-8') return `has bytes that are no ${encoding}. Try another --encoding.`;
  return 'has bytes that are no UTF-8 (shown here as Windows writes them). Save the file as "CSV UTF-8", or say what it is: --encoding windows-1252';
}

function isText(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/** A copy: the memory of a chunk is used again for the next one. */
function concat(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
