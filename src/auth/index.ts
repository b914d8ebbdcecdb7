// A token for a session token, by the platform's documented exchange: once, or again before it ends.

export { exchangeToken } from './exchange-token.ts';
export { createTokenSource } from './token-source.ts';
export type { AccessGrant } from './grant.ts';
export type { TokenUser } from '../wire/index.ts';
export type { AppOptions, ExchangeTokenOptions, TokenSourceOptions } from './options.ts';
export type { Clock } from '../base/clock.ts';
export type { Fetch, FetchInit, FetchResponse } from '../client/index.ts';
