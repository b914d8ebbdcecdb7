import type { JSX } from 'preact';
import { choose, chosenKey } from '../state/choice.ts';
import { keyOf } from '../state/levels.ts';

/** The name of a level, which leads to its story. */
export function Place({
  at,
}: {
  readonly at: { readonly variantId: string; readonly locationId: string };
}): JSX.Element {
  const key = keyOf(at);
  return (
    <button
      type="button"
      class="place"
      aria-label={`Variant ${at.variantId} at ${at.locationId}: show its story`}
      aria-pressed={chosenKey.value === key}
      onClick={() => {
        choose(key);
        // The story is as long as its level makes it, from the next frame on.
        requestAnimationFrame(() => bringIntoView(document.getElementById('story')));
      }}
    >
      <span class="id">{at.variantId}</span> <span class="muted">at</span>{' '}
      <span class="id">{at.locationId}</span>
    </button>
  );
}

/** Where the page is one column, what was chosen above is told far below. */
function bringIntoView(story: HTMLElement | null): void {
  if (story !== null && story.getBoundingClientRect().top > innerHeight * 0.75) {
    story.scrollIntoView();
  }
}
