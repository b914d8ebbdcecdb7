// Writes src/wire/openapi.json: the API as far as it is known, for machines. With --check it only says
// whether it is up to date.

import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import {
  ACCESS_TOKEN_HEADER,
  DEFAULT_API_VERSION,
  RATE_LIMIT_HEADER,
  REQUEST_ID_HEADER,
} from '../src/wire/index.ts';
import { OPERATIONS } from './openapi-operations.ts';
import type { OperationRow } from './openapi-operations.ts';
import { said, schemaRef, SCHEMAS } from './openapi-schemas.ts';
import type { Part, Source } from './openapi-schemas.ts';

const text: Part = { type: 'string' };
const headerRef = (name: string): Part => ({ $ref: `#/components/headers/${name}` });
const json = (schema: string): Part => ({ 'application/json': { schema: schemaRef(schema) } });

const COMMON = {
  [REQUEST_ID_HEADER]: headerRef('RequestId'),
  [RATE_LIMIT_HEADER]: headerRef('RateLimit'),
};

/** The answers that say why not; a status that is left out here is one that nobody knows of. */
const REFUSALS: Readonly<Record<string, readonly [description: string, source: Source]>> = {
  400: ['The request is not what it must be.', 'D'],
  401: ['The access token is missing, or is none of this shop.', 'D'],
  403: ['The access token lacks a scope.', 'A'],
  404: ['There is no such variant, location or subscription, or no such link.', 'A'],
  405: ['The path does not take this method.', 'D'],
  409: ['The stock, as it is, does not allow it.', 'A'],
  429: ['The bucket is empty. The request was not executed.', 'D'],
};

function answersOf({ answers, isPaged = false }: OperationRow): Part {
  const good = Object.entries(answers).map(([status, schema]) => {
    const headers = { ...COMMON, ...(isPaged && { Link: headerRef('Link') }) };
    const description = schema === null ? 'Done.' : `The answer: ${schema}.`;
    const content = schema === null ? {} : { content: json(schema) };
    return [status, said('D', { description, headers, ...content })];
  });
  const refused = Object.keys(REFUSALS).map((status) => [
    status,
    { $ref: `#/components/responses/Status${status}` },
  ]);
  return Object.fromEntries([...good, ...refused]) as Part;
}

function operationOf(row: OperationRow): Part {
  const { id, tag, summary, source, parameters, body, isOpen = false } = row;
  const requestBody =
    body === undefined ? {} : { requestBody: { required: true, content: json(body) } };
  return said(source, {
    operationId: id,
    tags: [tag],
    ...(isOpen && { security: [] }),
    summary,
    ...(parameters !== undefined && { parameters }),
    ...requestBody,
    responses: answersOf(row),
  });
}

const paths: Record<string, Record<string, Part>> = {};
for (const row of OPERATIONS) (paths[row.path] ??= {})[row.method] = operationOf(row);

const document = {
  openapi: '3.1.0',
  info: {
    title: 'Genstore inventory API, as far as it is known',
    version: DEFAULT_API_VERSION,
    description:
      'Written from the tables of genstore-inventory. `x-source` says where a statement comes from: S the platform’s introduction to inventory, D its public documentation, A an assumption.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [
    {
      url: 'https://{shop}.genmystore.com',
      description: 'A shop',
      variables: { shop: { default: 'acme', description: 'the first label of the shop’s host' } },
    },
    { url: 'http://127.0.0.1:4010', description: 'npx genstore-inventory fake' },
  ],
  tags: [
    { name: 'inventory', description: 'Levels of variants at warehouses' },
    { name: 'webhooks', description: 'Subscriptions of an app' },
    { name: 'catalog', description: 'Warehouses, products and variants' },
    { name: 'tokens', description: 'Access tokens, and what they may do' },
  ],
  security: [{ accessToken: [] }],
  paths,
  components: {
    securitySchemes: {
      accessToken: said('D', { type: 'apiKey', in: 'header', name: ACCESS_TOKEN_HEADER }),
    },
    headers: {
      Link: said('D', {
        description: 'The pages beside this one: `<url>; rel=next, <url>; rel=previous`.',
        schema: text,
      }),
      RateLimit: said('D', {
        description: 'How much of the bucket is used, and its size: `30/40`.',
        schema: { type: 'string', pattern: '^[0-9]+/[0-9]+$' },
      }),
      RequestId: said('A', { description: 'The id of the request, for support.', schema: text }),
      RetryAfter: said('A', { description: 'When to come again, in seconds.', schema: text }),
    },
    responses: Object.fromEntries(
      Object.entries(REFUSALS).map(([status, [description, source]]) => {
        const headers = {
          ...COMMON,
          ...(status === '429' && { 'Retry-After': headerRef('RetryAfter') }),
        };
        return [`Status${status}`, said(source, { description, headers, content: json('Error') })];
      }),
    ),
    schemas: SCHEMAS,
  },
};

const target = new URL('../src/wire/openapi.json', import.meta.url);
const current = await format(JSON.stringify(document), {
  ...(await resolveConfig(target)),
  parser: 'json',
});
if (!process.argv.includes('--check')) {
  await writeFile(target, current);
} else if ((await readFile(target, 'utf8').catch(() => '')) !== current) {
  throw new Error('src/wire/openapi.json is out of date: run `npm run docs`');
}
