// Writes the table of the control surface into testing.md, from the routes themselves; with --check it
// only says whether it is up to date.

import { CONTROL_TABLE, LEFT_OUT } from '../src/server/control/table.ts';
import { tableOf, writeParts } from './generated.ts';

const rows = CONTROL_TABLE.map(({ method, path, query = [], body = '', answer, members }) => {
  const names = query.length === 0 ? '' : `?${query.join('&')}`;
  return [
    `\`${method} /__fake/${path}\`${names === '' ? '' : ` \`${names}\``}`,
    body,
    answer.replaceAll('|', '\\|'),
    members.map((member) => `\`${member}\``).join(', '),
  ];
});
const leftOut = Object.entries(LEFT_OUT).map(([name, why]) => `- \`${name}\`: ${why}.`);

await writeParts('testing.md', [
  {
    start: '<!-- control surface: written by `npm run docs`, from src/server/control/table.ts -->',
    end: '<!-- end of control surface -->',
    text: [
      tableOf(['request', 'body', 'answer', 'in TypeScript'], rows),
      'Left out:',
      leftOut.join('\n'),
    ].join('\n\n'),
  },
]);
