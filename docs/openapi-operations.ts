// The operations of the API, one row each: openapi.ts makes the document of them.

import {
  accessScopesPath,
  connectPath,
  DEFAULT_API_VERSION as version,
  DEFAULT_LIMIT,
  GENSTORE_202412 as names,
  inventoryPath,
  locationsPath,
  MAX_LIMIT,
  productsPath,
  subscriptionsPath,
} from '../src/wire/index.ts';
import { said } from './openapi-schemas.ts';
import type { Part, Source } from './openapi-schemas.ts';
import { ENTRIES } from './wire-entries.ts';

/** An operation. */
export interface OperationRow {
  readonly id: string;
  readonly tag: 'inventory' | 'webhooks' | 'catalog' | 'tokens';
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly summary: string;
  /** Where path and method come from. */
  readonly source: Source;
  readonly parameters?: readonly Part[];
  /** The schema of the body. */
  readonly body?: string;
  /** The statuses of what succeeds, with the schema of the body; none for null. */
  readonly answers: Readonly<Record<string, string | null>>;
  /** Whether the answer is a page, which links to the next one. */
  readonly isPaged?: boolean;
  /** Whether it needs no access token, and takes nothing from the bucket. */
  readonly isOpen?: boolean;
}

const ids = { type: 'array', items: { type: 'string' } } as const;
const id = { type: 'string' } as const;

const query = (name: string, source: Source, schema: Part, more: Part = {}): Part =>
  said(source, { name, in: 'query', schema, ...more });
const item = (name: string, source: Source): Part =>
  said(source, { name, in: 'path', required: true, schema: id });

function filter(name: 'variantFilter' | 'locationFilter'): Part {
  const [description, mark] = ENTRIES[name];
  const form = names[`${name}Form`];
  const explode = form === 'repeats';
  const schema = form === 'one' ? id : ids;
  return query(names[name], mark as Source, schema, { description, style: 'form', explode });
}

const webhooks = subscriptionsPath(version);
const locations = locationsPath(version);
const products = productsPath(version);

/** The parameters of every list but that of levels. */
const PAGING: readonly Part[] = [
  query('limit', 'D', { type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT }),
  query('pageToken', 'D', { type: 'string', minLength: 1 }),
];

/** All operations. A further endpoint is a row more. */
export const OPERATIONS: readonly OperationRow[] = [
  {
    id: 'queryInventory',
    tag: 'inventory',
    method: 'get',
    path: inventoryPath(version),
    summary: 'Query inventory across warehouses',
    source: 'S',
    parameters: [
      filter('variantFilter'),
      filter('locationFilter'),
      query('limit', 'D', {
        type: 'integer',
        minimum: 1,
        maximum: MAX_LIMIT,
        default: DEFAULT_LIMIT,
      }),
      query(
        'pageToken',
        'D',
        { type: 'string', minLength: 1 },
        {
          description: 'a cursor out of the Link header; next to it only limit may stand',
        },
      ),
    ],
    answers: { 200: 'InventoryPage' },
    isPaged: true,
  },
  {
    id: 'connectInventory',
    tag: 'inventory',
    method: 'post',
    path: connectPath(version),
    summary: 'Link a variant to a warehouse',
    source: 'S',
    body: 'ConnectRequest',
    answers: { 201: 'InventoryAnswer' },
  },
  {
    id: 'updateInventory',
    tag: 'inventory',
    method: 'put',
    path: `${inventoryPath(version)}/{variantId}`,
    summary: 'Set inventory levels of a variant to absolute values',
    source: 'S',
    parameters: [item('variantId', 'S')],
    body: 'UpdateRequest',
    answers: { 200: 'InventoryAnswer' },
  },
  {
    id: 'listWebhooks',
    tag: 'webhooks',
    method: 'get',
    path: webhooks,
    summary: "List an app's subscriptions",
    source: 'D',
    answers: { 200: 'WebhookList' },
  },
  {
    id: 'createWebhook',
    tag: 'webhooks',
    method: 'post',
    path: webhooks,
    summary: 'Subscribe to a topic',
    source: 'D',
    body: 'WebhookRequest',
    answers: { 201: 'WebhookAnswer' },
  },
  {
    id: 'countWebhooks',
    tag: 'webhooks',
    method: 'get',
    path: `${webhooks}/count`,
    summary: "Count an app's subscriptions",
    source: 'D',
    answers: { 200: 'WebhookCount' },
  },
  {
    id: 'getWebhook',
    tag: 'webhooks',
    method: 'get',
    path: `${webhooks}/{webhookId}`,
    summary: 'Read a subscription',
    source: 'D',
    parameters: [item('webhookId', 'D')],
    answers: { 200: 'WebhookAnswer' },
  },
  {
    id: 'updateWebhook',
    tag: 'webhooks',
    method: 'put',
    path: `${webhooks}/{webhookId}`,
    summary: 'Change a subscription',
    source: 'D',
    parameters: [item('webhookId', 'D')],
    body: 'WebhookChange',
    answers: { 200: 'WebhookAnswer' },
  },
  {
    id: 'listLocations',
    tag: 'catalog',
    method: 'get',
    path: locations,
    summary: 'List the warehouses',
    source: 'D',
    parameters: PAGING,
    answers: { 200: 'LocationList' },
    isPaged: true,
  },
  {
    id: 'countLocations',
    tag: 'catalog',
    method: 'get',
    path: `${locations}/count`,
    summary: 'Count the warehouses',
    source: 'D',
    answers: { 200: 'LocationCount' },
  },
  {
    id: 'getLocation',
    tag: 'catalog',
    method: 'get',
    path: `${locations}/{locationId}`,
    summary: 'Read a warehouse',
    source: 'D',
    parameters: [item('locationId', 'D')],
    answers: { 200: 'LocationAnswer' },
  },
  {
    id: 'listProducts',
    tag: 'catalog',
    method: 'get',
    path: products,
    summary: 'List the products',
    source: 'D',
    parameters: PAGING,
    answers: { 200: 'ProductList' },
    isPaged: true,
  },
  {
    id: 'listProductVariants',
    tag: 'catalog',
    method: 'get',
    path: `${products}/{productId}/variants`,
    summary: 'List the variants of a product',
    source: 'A',
    parameters: [item('productId', 'A'), ...PAGING],
    answers: { 200: 'ProductVariantList' },
    isPaged: true,
  },
  {
    id: 'getVariant',
    tag: 'catalog',
    method: 'get',
    path: `/api/${version}/variants/{variantId}`,
    summary: 'Read a variant',
    source: 'D',
    parameters: [item('variantId', 'D')],
    answers: { 200: 'ProductVariantAnswer' },
  },
  {
    id: 'listAccessScopes',
    tag: 'tokens',
    method: 'get',
    path: accessScopesPath(version),
    summary: 'List the scopes of the token that asks',
    source: 'D',
    answers: { 200: 'AccessScopes' },
  },
  {
    id: 'exchangeToken',
    tag: 'tokens',
    method: 'post',
    path: '/oauth2/token',
    summary: 'Exchange a session token for an access token',
    source: 'D',
    body: 'TokenRequest',
    answers: { 200: 'TokenAnswer' },
    isOpen: true,
  },
  {
    id: 'deleteWebhook',
    tag: 'webhooks',
    method: 'delete',
    path: `${webhooks}/{webhookId}`,
    summary: 'End a subscription',
    source: 'D',
    parameters: [item('webhookId', 'D')],
    answers: { 204: null },
  },
];
