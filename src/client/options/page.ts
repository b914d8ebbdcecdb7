import { check, within } from '../../base/check.ts';
import type { Place } from '../../base/check.ts';
import { isInProcess } from '../../base/in-process.ts';

/** The options that say whether a secret may be in a web page. */
interface PageOptions {
  readonly fetch?: unknown;
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

/**
 * Refuses to run in a web page, where visitors can read what is secret, unless that is allowed. A
 * `fetch` that answers in this process needs no permission: it belongs to a fake, whose token opens
 * nothing, and so the document is one of a test.
 */
export function checkPage(place: Place, options: PageOptions, secret: string): void {
  const isAllowed = options.dangerouslyAllowBrowser === true || isInProcess(options.fetch);
  check(
    within(place, 'dangerouslyAllowBrowser'),
    isAllowed || !isBrowser(),
    `true to run in a web page, where visitors can read ${secret}. Better keep it on a server`,
  );
}

/** A page's script has a document; a worker or a server has none. */
function isBrowser(): boolean {
  return typeof window === 'object' && typeof window.document === 'object';
}
