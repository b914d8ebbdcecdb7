import type { Exchange } from './scripted-fetch.ts';

/** How long the limiter may hold a write and its reading back beyond what the platform asks for. */
const LIMITER_MS = 1000;

/** Says where a call did not wait as long as the platform wanted, or far longer. */
export function problemsOfTiming(journal: readonly Exchange[], timers: number): string[] {
  const problems = timers === 0 ? [] : [`${timers} timers are left`];
  for (const [index, { fault, sentAt }] of journal.entries()) {
    const next = journal[index + 1];
    if (fault?.earliest === undefined || next === undefined) continue;
    const earliest = fault.earliest(sentAt);
    if (next.sentAt < earliest) problems.push(`it came ${earliest - next.sentAt} ms too early`);
    if (next.sentAt > earliest + LIMITER_MS) problems.push('it waited for longer than was asked');
  }
  return problems;
}
