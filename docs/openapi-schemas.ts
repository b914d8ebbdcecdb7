// The objects of the wire as JSON schemas, from the default profile. Each says where it comes from:
// S, D or A, as in wire-contract.md.

import { GENSTORE_202412 as names, SUBSCRIBABLE_TOPICS } from '../src/wire/index.ts';
import { ENTRIES } from './wire-entries.ts';
import type { Entry } from './wire-entries.ts';

/** Where a statement comes from. */
export type Source = 'S' | 'D' | 'A';

/** A JSON schema, or another part of the document. */
export type Part = Readonly<Record<string, unknown>>;

export const schemaRef = (name: string): Part => ({ $ref: `#/components/schemas/${name}` });

/** A statement, and its source. */
export const said = (source: Source, part: Part): Part => ({ ...part, 'x-source': source });

const ID_PATTERN = String.raw`^[\w-]{1,64}$`;
const id: Part = { type: 'string', pattern: ID_PATTERN };
const text: Part = { type: 'string' };
const time: Part = { type: 'string', format: 'date-time' };
const amount: Part =
  names.answerNumbers === 'text'
    ? { type: 'string', pattern: '^-?[0-9]{1,16}$' }
    : { type: 'integer' };
const amountSent: Part = names.requestNumbers === 'text' ? amount : { type: 'integer' };

/** The fields of entries of the profile, under the names that they have there. */
function fieldsOf(shape: Part, entries: readonly Entry[]): Part {
  return Object.fromEntries(
    entries.map((entry) => {
      const [what, mark] = ENTRIES[entry];
      return [names[entry], said(mark as Source, { ...shape, description: what })];
    }),
  );
}

/** An object that has these fields and no other. */
function objectOf(properties: Part, required = Object.keys(properties)): Part {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** An object in its envelope. */
const envelope = (name: string, inner: Part, source: Source): Part =>
  objectOf({ [name]: said(source, inner) });

const QUANTITIES = ['available', 'committed', 'unavailable', 'incoming', 'onHand'] as const;
const WRITABLE = ['available', 'onHand', 'unavailable', 'incoming'] as const;
const subscription = {
  address: said('D', { type: 'string', format: 'uri', description: 'where the platform sends to' }),
  topic: said('D', { type: 'string', examples: SUBSCRIBABLE_TOPICS, description: 'what about' }),
};
const change = objectOf(subscription, []);
/** Booleans come as texts. */
const boolean: Part = { type: 'string', enum: ['true', 'false'] };
const list = (name: string, item: string): Part =>
  objectOf({ [name]: said('A', { type: 'array', items: schemaRef(item) }) });

/** All schemas, by their names. A further endpoint adds its own here. */
export const SCHEMAS: Readonly<Record<string, Part>> = {
  InventoryLevel: said(
    'A',
    objectOf(
      {
        ...fieldsOf(id, ['productId', 'variantId', 'locationId']),
        ...fieldsOf(amount, QUANTITIES),
        ...fieldsOf(time, ['updateTime']),
      },
      ['variantId', 'locationId', ...QUANTITIES].map((name) => names[name as Entry]),
    ),
  ),
  InventoryAnswer: said('D', envelope(names.answerEnvelope, schemaRef('InventoryLevel'), 'D')),
  InventoryPage: said(
    'A',
    objectOf({ [names.list]: said('A', { type: 'array', items: schemaRef('InventoryLevel') }) }),
  ),
  ConnectRequest: said(
    'A',
    envelope(names.requestEnvelope, objectOf(fieldsOf(id, ['variantId', 'locationId'])), 'A'),
  ),
  UpdateRequest: said(
    'A',
    envelope(
      names.requestEnvelope,
      {
        ...objectOf({ ...fieldsOf(id, ['locationId']), ...fieldsOf(amountSent, WRITABLE) }, [
          names.locationId,
        ]),
        minProperties: 2,
      },
      'A',
    ),
  ),
  WebhookSubscription: said(
    'D',
    objectOf({
      id: said('D', { type: 'integer' }),
      ...subscription,
      createTime: said('D', time),
      updateTime: said('D', time),
    }),
  ),
  WebhookAnswer: said('D', envelope('webhook', schemaRef('WebhookSubscription'), 'D')),
  WebhookList: said(
    'D',
    objectOf({ webhooks: said('A', { type: 'array', items: schemaRef('WebhookSubscription') }) }),
  ),
  WebhookCount: said('D', objectOf({ count: said('A', { type: 'integer', minimum: 0 }) })),
  WebhookRequest: said('D', envelope('webhook', objectOf(subscription), 'D')),
  WebhookChange: said('A', envelope('webhook', change, 'A')),
  Location: said('A', objectOf({ ...fieldsOf(id, ['locationId']), name: said('A', text) })),
  LocationAnswer: said('D', envelope('location', schemaRef('Location'), 'A')),
  LocationList: said('D', list('locations', 'Location')),
  LocationCount: said('D', objectOf({ count: said('A', { type: 'integer', minimum: 0 }) })),
  Product: said(
    'A',
    objectOf({
      ...fieldsOf(id, ['productId']),
      handle: said('A', text),
      title: said('A', text),
    }),
  ),
  ProductList: said('D', list('products', 'Product')),
  ProductVariant: said(
    'D',
    objectOf(
      {
        ...fieldsOf(id, ['productId', 'variantId']),
        sku: said('D', text),
        barcode: said('D', text),
        inventoryManagement: said('D', boolean),
        inventoryQuantities: said('D', {
          type: 'array',
          items: objectOf({
            locationId: said('D', id),
            available: said('D', { type: 'string', pattern: '^-?[0-9]{1,16}$' }),
          }),
        }),
        options: said('D', {
          type: 'array',
          items: objectOf({
            name: said('D', text),
            position: said('D', text),
            value: said('D', objectOf({ name: said('D', text), position: said('D', text) })),
          }),
        }),
        isDisabled: said('D', boolean),
      },
      [names.variantId, 'sku'],
    ),
  ),
  ProductVariantAnswer: said('A', envelope('productVariant', schemaRef('ProductVariant'), 'A')),
  ProductVariantList: said('A', list('productVariants', 'ProductVariant')),
  AccessScopes: said(
    'D',
    objectOf({ accessScopes: said('D', { type: 'string', pattern: String.raw`^\[.*\]$` }) }),
  ),
  TokenRequest: said(
    'D',
    objectOf(
      {
        clientId: said('D', text),
        clientSecret: said('D', { ...text, format: 'password' }),
        grantType: said('D', { const: 'token-exchange' }),
        subjectToken: said('A', { ...text, description: 'the session token' }),
        requestedTokenType: said('D', { const: 'online-access-token' }),
      },
      ['clientId', 'clientSecret', 'grantType', 'subjectToken'],
    ),
  ),
  TokenAnswer: said(
    'D',
    objectOf(
      {
        accessToken: said('D', text),
        scope: said('D', { ...text, description: 'scopes, with commas between' }),
        expiresIn: said('D', { type: 'integer', minimum: 0, description: 'in seconds' }),
        associatedUser: said('D', { type: 'object' }),
      },
      ['accessToken', 'scope'],
    ),
  ),
  Error: said('D', {
    type: 'object',
    properties: { [names.error]: said('D', { ...text, description: ENTRIES.error[0] }) },
    required: [names.error],
  }),
};
