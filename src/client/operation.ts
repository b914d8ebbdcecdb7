import type { Operation as Verb } from '../wire/index.ts';

/** What a request is sent for: a verb of the client, or a function that sends through one. */
export type Operation = Verb | 'ensureWebhookSubscriptions' | 'readCatalog' | 'accessScopes';
