/** What tells shops apart in a store: the host of its base URL, and behind a proxy its path. */
export function shopOf(baseUrl: string): string {
  return baseUrl.replace(/^https?:\/\//, '');
}
