/** [D] What a `Link` header says about the next page. */
export type NextPage =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly pageToken: string }
  /** There is a next page, but no cursor to it that could be used. */
  | { readonly kind: 'unreadable' };

/** [A] Longer cursors would not fit into a request's path. */
const MAX_TOKEN_LENGTH = 2048;

/**
 * Reads the cursor of the next page out of a `Link` header [D]: `<url>; rel=next, <url>;
 * rel=previous`. Spaces inside the angle brackets and an unquoted `rel` occur in the documentation.
 * Only the cursor is taken: the URL around it is never requested.
 */
export function readNextPage(link: string | null): NextPage {
  for (const [, target = '', parameters = ''] of (link ?? '').matchAll(/<([^<>]*)>([^<>]*)/g)) {
    if (!isNext(parameters)) continue;
    const pageToken = readToken(target.trim());
    const isUsable = pageToken !== null && pageToken !== '' && pageToken.length <= MAX_TOKEN_LENGTH;
    return isUsable ? { kind: 'token', pageToken } : { kind: 'unreadable' };
  }
  return { kind: 'none' };
}

function isNext(parameters: string): boolean {
  const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]*))/i.exec(parameters);
  const relations = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/);
  return relations.includes('next');
}

function readToken(url: string): string | null {
  const query = url.slice(url.indexOf('?') + 1).split('#')[0];
  return url.includes('?') ? new URLSearchParams(query).get('pageToken') : null;
}

/** Writes a `Link` header as the platform does [D]. */
export function writeLink(links: {
  readonly next?: string | undefined;
  readonly previous?: string | undefined;
}): string {
  return Object.entries(links)
    .filter(([, url]) => url !== undefined)
    .map(([rel, url]) => `<${url}>; rel=${rel}`)
    .join(', ');
}
