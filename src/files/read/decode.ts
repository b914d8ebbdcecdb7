import { trouble } from './trouble.ts';

/** Files that are no text, by their first bytes. */
const OTHERS: readonly (readonly [bytes: readonly number[], message: string])[] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    'This is an Excel workbook (.xlsx), not a text. Save it as "CSV UTF-8" and use that.',
  ],
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    'This is an old Excel workbook (.xls), not a text. Save it as "CSV UTF-8" and use that.',
  ],
  [[0x1f, 0x8b], 'The file is packed (gzip). Unpack it: gunzip -c counts.csv.gz | … sync -'],
  [[0x25, 0x50, 0x44, 0x46], 'This is a PDF, not a table. Export the table as CSV.'],
];

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
    // Enough to know every mark.
    if (head.length < 4) continue;
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
      // The other half of a line's end may come with the next bytes.
      held = !isEnd && text.endsWith('\r') ? '\r' : '';
      if (held !== '') text = text.slice(0, -1);
      if (text.includes('\r')) text = text.replaceAll(/\r\n?/g, '\n');
      const zero = text.indexOf('\0');
      if (zero >= 0) throw trouble(name, whyZero(text), line + countLines(text.slice(0, zero)));
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

/** Every second byte of most UTF-16 is 0; one alone is damage. */
function whyZero(text: string): string {
  if ((text.split('\0').length - 1) * 4 < text.length) {
    return 'It has a byte that is 0, as no text has: the file is damaged. Get or export it anew.';
  }
  const encoding = text.startsWith('\0') ? 'utf-16be' : 'utf-16le';
  return `It has bytes that are 0, as UTF-16 without a mark has. Say so: --encoding ${encoding}; or save it as UTF-8.`;
}

function openDecoder(head: Uint8Array, name: string, encoding: string | undefined): TextDecoder {
  for (const [bytes, message] of OTHERS) {
    if (bytes.every((byte, index) => head[index] === byte)) throw trouble(name, message);
  }
  const marked = markOf(head);
  // A mark is surer than what somebody says; a decoder leaves out its own mark alone.
  return new TextDecoder(marked ?? encoding ?? 'utf-8', { fatal: true });
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
