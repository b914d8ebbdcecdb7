import { answerJson } from '../answer.ts';
import type { Answer } from '../answer.ts';

export const DONE: Answer = { status: 204, headers: {}, body: '' };

export function ok(value: unknown): Answer {
  return answerJson(200, value);
}

export function created(value: unknown): Answer {
  return answerJson(201, value);
}

export const MOST_ON_A_PAGE = 10_000;
const USUAL_ON_A_PAGE = 1000;

/** A part of a list, and where the rest begins. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** What `after` must say to go on; null at the end. */
  readonly next: number | null;
}

/** Takes a page out of a list whose items are numbered from 1 on, without gaps but at the front. */
export function pageOf<Item extends { readonly number: number }>(
  items: readonly Item[],
  after = 0,
  limit = USUAL_ON_A_PAGE,
): Page<Item> {
  const rest = items.filter(({ number }) => number > after);
  const page = rest.slice(0, limit);
  return { items: page, next: rest.length > page.length ? (page.at(-1)?.number ?? null) : null };
}
