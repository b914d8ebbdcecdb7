// Writes the import rules into architecture.md; with --check it only says whether they are up to date.

import { IMPORT_TABLE } from '../test/package/import-table.ts';
import { tableOf, writeParts } from './generated.ts';

const START = '<!-- import rules: written by `npm run docs`, from IMPORT_TABLE -->';
const END = '<!-- end of import rules -->';

const names = (parts: readonly string[]): string =>
  parts.map((part) => part.replace('src/', '')).join(', ');
const code = (texts: readonly string[]): string => texts.map((text) => `\`${text}\``).join(', ');

const rows = IMPORT_TABLE.map(({ parts, values, types, packages, because }) => [
  code(parts),
  [names(values), code(packages)].filter((text) => text !== '').join('; '),
  names(types),
  because,
]);
const header = ['part', 'may use', 'types alone of', 'because'];

await writeParts('architecture.md', [{ start: START, end: END, text: tableOf(header, rows) }]);
