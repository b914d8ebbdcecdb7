/** What a request line asks for: `/path?query`, or the same behind an origin, as proxies are asked. */
const TARGET = /^(?:https?:\/\/([^/?#]*))?([/?].*)?$/is;

/** What can stand between `//` and `/` without changing what a URL means. */
const AUTHORITY = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** A request target, taken apart. */
export interface Target {
  /** Path and query, as they were sent. */
  readonly path: string;
  /** The host that the client believes it talks to, where it can stand in a URL. */
  readonly authority: string | undefined;
}

/** Reads a request target; undefined where it names no path, as `*` does not. */
export function readTarget(target: string, host: string | undefined): Target | undefined {
  const [match, named, path = '/'] = TARGET.exec(target) ?? [];
  if (match === undefined || match === '') return undefined;
  const authority = named ?? host ?? '';
  return {
    path: path.startsWith('/') ? path : `/${path}`,
    authority: AUTHORITY.test(authority) ? authority : undefined,
  };
}
