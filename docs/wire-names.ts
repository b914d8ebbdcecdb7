// Writes what wire-contract.md says of names and choices, from the wire profile; with --check it only
// says whether it is up to date.

import { GENSTORE_202412 as names } from '../src/wire/index.ts';
import { tableOf, writeParts } from './generated.ts';
import { ENTRIES } from './wire-entries.ts';
import type { Entry } from './wire-entries.ts';

function field(name: Entry, isOptional = false): string {
  return `"${names[name]}"${isOptional ? '?' : ''}`;
}

function fields(entries: readonly Entry[]): string {
  return entries.map((name) => `\`${names[name]}\``).join(', ');
}

const IDS = `${field('variantId')}, ${field('locationId')}`;
const WRITABLE = (['available', 'onHand', 'unavailable', 'incoming'] as const)
  .map((name) => field(name, true))
  .join(', ');
const QUANTITIES = ['available', 'onHand', 'committed', 'unavailable', 'incoming'] as const;

/** The lines that list names. */
const LINES: readonly (readonly [line: string, what: string, mark: string])[] = [
  [
    'E4',
    `A warehouse's id is called \`${names.locationId}\` (\`"inventoryQuantities": [{"locationId": "50002", "available": "666"}]\`). The library says location and means the warehouse.`,
    'D',
  ],
  [
    'E5',
    `An inventory object stands in its envelope and has a \`${names.productId}\`: \`{"${names.answerEnvelope}": {"${names.productId}": "10274458975658…", …\`. Every copy that could be read breaks off there.`,
    'D',
  ],
  [
    'E6',
    `It has ${fields(['variantId', 'locationId', ...QUANTITIES])}. The statuses are S, their spelling is ours.`,
    'A',
  ],
  [
    'E7',
    `It may have \`${names.updateTime}\`, as T23 says of times. Other objects are documented with \`createTime\` and \`updateTime\`.`,
    'A',
  ],
  [
    'E8',
    `Connect: the body is \`{"${names.requestEnvelope}": {${IDS}}}\`, the answer 201 or 200 with the inventory object.`,
    'A',
  ],
  ['E9', 'Connect: an unknown variant or location is 404, a link that exists already 409.', 'A'],
  [
    'E10',
    `Update: the body is \`{"${names.requestEnvelope}": {${field('locationId')}, ${WRITABLE}}}\`, the answer 200 with the inventory object.`,
    'A',
  ],
  ['E11', 'Update: a variant that is not connected to the location is 404.', 'A'],
  ['E12', 'Committed cannot be changed.', 'S'],
  ['E13', `An update that names \`${names.committed}\` is refused with 400.`, 'A'],
  [
    'E14',
    `Query: the answer is an array under \`${names.list}\` or \`${names.answerEnvelope}\`. Lists of other objects stand under the plural of their name (\`productCategories\`, \`themes\`).`,
    'A',
  ],
  [
    'E15',
    `Query: the filters are \`${names.variantFilter}\` and \`${names.locationFilter}\`, each a list of ids with commas between them. Filters that are documented elsewhere are singular and take one value (\`orderId\`, \`categoryName\`, \`financialStatus\`), so \`variantId\` and \`locationId\` are as likely.`,
    'A',
  ],
  ['E16', 'Scopes are named `read_x` and `write_x`, and write includes read.', 'D'],
  [
    'E17',
    "Inventory's are `read_inventory` and `write_inventory`. Inventory is described as a part of products, so `read_products` and `write_products` are as likely. A token without the scope gets 403 with an error body.",
    'A',
  ],
  [
    'E18',
    'Inventory can also be queried by shop, and a variant be unbound from a warehouse: the list of features names both, without a path.',
    'D',
  ],
  [
    'E19',
    'Unbinding would be `DELETE /inventory/connect`, by analogy with `POST` and `DELETE /collections/collect`. The library does not send it.',
    'A',
  ],
  [
    'E20',
    'A variant whose stock is not tracked (`"inventoryManagement": "false"`) may have a level without numbers.',
    'A',
  ],
];

const lines = tableOf(['line', 'what', 'mark'], LINES);
const entries = tableOf(
  ['line', 'entry', 'default', 'what it is', 'mark'],
  Object.entries(ENTRIES).map(([name, [what, mark]], index) => {
    const value = names[name as Entry];
    return [`P${index + 1}`, `\`${name}\``, `\`${value}\``, what, mark];
  }),
);

await writeParts('wire-contract.md', [
  {
    start: '<!-- lines with names: written by `npm run docs`, from GENSTORE_202412 -->',
    end: '<!-- end of lines with names -->',
    text: lines,
  },
  {
    start: '<!-- profile: written by `npm run docs`, from GENSTORE_202412 -->',
    end: '<!-- end of profile -->',
    text: entries,
  },
]);
