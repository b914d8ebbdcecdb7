// Writes the states of intents and of the lease into store.md; with --check it only says whether they are up to date.

import { INTENT_TRANSITIONS, LEASE_TRANSITIONS } from '../src/store/states.ts';
import { tableOf, writeParts } from './generated.ts';

const code = (text: string): string => `\`${text}\``;

const intents = tableOf(
  ['from', 'to', 'step', 'when'],
  INTENT_TRANSITIONS.map(({ step, from, to, when }) => [
    from.map((state) => (state === 'unknown' ? 'nothing' : code(state))).join(', '),
    code(to),
    code(step),
    when,
  ]),
);
const lease = tableOf(
  ['from', 'to', 'step', 'when'],
  LEASE_TRANSITIONS.map(({ step, from, to, when }) => [from, to, code(step), when]),
);

await writeParts('store.md', [
  {
    start: '<!-- intents: written by `npm run docs`, from INTENT_TRANSITIONS -->',
    end: '<!-- end of intents -->',
    text: intents,
  },
  {
    start: '<!-- lease: written by `npm run docs`, from LEASE_TRANSITIONS -->',
    end: '<!-- end of lease -->',
    text: lease,
  },
]);
