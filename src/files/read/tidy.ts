/**
 * A cell without what is around its text: blanks, letters that nobody sees (marks of direction, blanks
 * without a width), and quotes that stand beside a blank, where they do not count as quotes of the file.
 */
export function tidy(cell: string): string {
  const text = withoutUnseen(cell);
  return /^"[^"]*"$/.test(text) ? withoutUnseen(text.slice(1, -1)) : text;
}

const UNSEEN = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;

function withoutUnseen(text: string): string {
  // Most cells are plain, and there may be millions.
  return isPlain(text.charCodeAt(0)) && isPlain(text.charCodeAt(text.length - 1))
    ? text
    : text.replaceAll(UNSEEN, '');
}

function isPlain(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}
