import { check, within } from '../../base/check.ts';
import type { Place } from '../../base/check.ts';

/**
 * The headers of a webhook: those of a `Request`, or a plain object as `node:http` has it. Names count
 * in upper and lower case alike.
 */
export type WebhookHeaders =
  Headers | { readonly [name: string]: string | readonly string[] | undefined };

/** Reads a header; undefined where it is missing. One that is there twice is joined, as HTTP does. */
export function readHeader(
  place: Place,
  headers: WebhookHeaders,
  name: string,
): string | undefined {
  const isObject = typeof headers === 'object' && headers !== null && !Array.isArray(headers);
  check(within(place, 'headers'), isObject, 'a Headers object, or an object of texts');
  // A Map has a get, too, but knows its names by their case.
  const isMap = headers instanceof Map;
  if (!isMap && isHeaders(headers)) return headers.get(name)?.trim();
  const entries: [string, string | readonly string[] | undefined][] = isMap
    ? [...headers]
    : Object.entries(headers);
  const values = entries
    .filter(([key]) => key.toLowerCase() === name.toLowerCase())
    .flatMap(([, value]) => value ?? []);
  return values.length === 0 ? undefined : values.join(', ').trim();
}

function isHeaders(headers: WebhookHeaders): headers is Headers {
  return typeof headers['get'] === 'function';
}
