import type { Operation as Verb } from '../wire/index.ts';

/** The purpose of a request: a verb of the client, or a function that sends through one. */
export type Operation = Verb | 'ensureWebhookSubscriptions' | 'readCatalog' | 'accessScopes';
