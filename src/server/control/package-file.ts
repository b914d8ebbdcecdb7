import { existsSync, readFileSync } from 'node:fs';

/**
 * Reads a file of this package, by its path from the top; undefined where it is not there. Bundles
 * may stand at any depth, so the top is looked for.
 */
export function readPackageFile(path: string): string | undefined {
  let folder = new URL('.', import.meta.url);
  for (;;) {
    if (existsSync(new URL('package.json', folder))) break;
    const above = new URL('..', folder);
    if (above.href === folder.href) return undefined;
    folder = above;
  }
  try {
    return readFileSync(new URL(path, folder), 'utf8');
  } catch {
    return undefined;
  }
}
