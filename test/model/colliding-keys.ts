/** FNV-1a as the first of the map's hashes has it, before its bits are mixed. */
function fnv(text: string, from: number): number {
  let hash = from;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}

/** Two texts of ten characters that bring the hash from one number to the same next one. */
function twins(from: number): readonly [string, string, number] {
  const seen = new Map<number, string>();
  for (let number = 1; ; number += 1) {
    const text = String(Math.imul(number, 0x9e3779b1) >>> 0).padStart(10, '0');
    const hash = fnv(text, from);
    const twin = seen.get(hash);
    if (twin !== undefined) return [twin, text, hash];
    seen.set(hash, text);
  }
}

/**
 * So many different keys with the same 32 bits of hash, as somebody would make them who wants a map
 * to be slow: a few pairs of texts that end in the same hash, put together in every way.
 */
export function collidingKeys(count: number): string[] {
  let keys = [''];
  let hash = 0x811c9dc5 | 0;
  while (keys.length < count) {
    const [one, other, next] = twins(hash);
    keys = keys.flatMap((each) => [each + one, each + other]);
    hash = next;
  }
  return keys.slice(0, count);
}
