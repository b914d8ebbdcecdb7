import type { JSX } from 'preact';
import { Glance, Totals } from './glance.tsx';
import { Away, Header, Problem } from './header.tsx';
import { Levels } from './levels.tsx';
import { Story } from './story.tsx';
import { Traffic } from './traffic/traffic.tsx';

/** The page as a whole. */
export function App(): JSX.Element {
  return (
    <div class="page">
      <nav class="skips" aria-label="Skip to">
        {['levels', 'story', 'traffic'].map((id) => (
          <button key={id} type="button" class="skip" onClick={() => goTo(id)}>
            Skip to {id}
          </button>
        ))}
      </nav>
      <Header />
      <Away />
      <main>
        <Totals />
        <Glance />
        <div class="work">
          <Levels />
          <Story />
          <Traffic />
        </div>
      </main>
      <Problem />
    </div>
  );
}

/** Goes to the first thing in a part that takes keys. */
function goTo(id: string): void {
  const part = document.getElementById(id);
  part?.querySelector<HTMLElement>('button, input, [tabindex="0"]')?.focus();
  part?.scrollIntoView({ block: 'nearest' });
}
