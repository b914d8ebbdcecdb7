import { MAX_CURSOR_LENGTH } from '../limits.ts';

/** [D] What a `Link` header says about the next page. */
export type NextPage =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly pageToken: string }
  /** There is a next page, but no cursor to it that could be used. */
  | { readonly kind: 'unreadable' };

/** A target, or a parameter of the target before it; quotes may hold what looks like either. */
const PART =
  /<([^<>]*)>|(?:^|,)[\s"]*(https?:\/\/[^\s;"<>]+)|;\s*([^\s=;,"<>]+)\s*(?:=\s*(?:"([^"]*)"|([^\s;,"<>]*)))?/g;

/**
 * Reads the cursor of the next page out of a `Link` header [D]: `<url>; rel=next, <url>;
 * rel=previous`. Spaces inside the angle brackets, an unquoted `rel`, double quotes around the whole and
 * a host without its end occur in the documentation; a URL without brackets and `rel={next}` occur
 * elsewhere, and would cost all further pages.
 * Only the cursor is taken: the URL around it is never requested.
 */
export function readNextPage(link: string | null): NextPage {
  if (link === null) return { kind: 'none' };
  let url: string | undefined;
  // [D] The whole value may be in quotes; those inside of it are then escaped, or not.
  for (const part of link.replaceAll('\\"', '"').matchAll(PART)) {
    const [, inBrackets, bare, name, quoted, plain = ''] = part;
    const target = inBrackets ?? bare;
    if (target !== undefined) url = target;
    if (url === undefined || name?.toLowerCase() !== 'rel') continue;
    if (isNext(quoted ?? plain)) return readCursor(url);
    // Only the first `rel` of a target counts.
    url = undefined;
  }
  return { kind: 'none' };
}

function isNext(relations: string): boolean {
  return relations.toLowerCase().replaceAll(/['{}]/g, '').split(/\s+/).includes('next');
}

function readCursor(url: string): NextPage {
  const query = /^[^?#]*\?([^#]*)/.exec(url.trim())?.[1];
  const pageToken = new URLSearchParams(query).get('pageToken') ?? '';
  const isUsable = pageToken !== '' && pageToken.length <= MAX_CURSOR_LENGTH;
  return isUsable ? { kind: 'token', pageToken } : { kind: 'unreadable' };
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
