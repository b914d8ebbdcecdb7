/**
 * A text in which every letter can be seen: those without a shape of their own (controls, marks of
 * direction, blanks other than the usual one) are written as `\u200b`. So a terminal obeys none of them,
 * and two texts that differ look different.
 */
export function visible(text: string): string {
  return text.replaceAll(/(?! )[\p{Cc}\p{Cf}\p{Z}]/gu, (letter) => {
    const digits = letter.codePointAt(0)?.toString(16) ?? '';
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
  });
}
