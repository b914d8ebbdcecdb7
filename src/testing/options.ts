import {
  DEFAULT_API_VERSION,
  isApiVersion,
  isShop,
  readWireProfile,
  SCOPES,
} from '../wire/index.ts';
import type { Scope, WireEntries, WireProfile } from '../wire/index.ts';
import {
  check,
  checkBoolean,
  checkMethods,
  checkNumber,
  checkText,
  within,
} from '../base/check.ts';
import type { FieldsOf, Place } from '../base/check.ts';
import { systemClock } from '../base/clock.ts';
import type { Clock } from '../base/clock.ts';
import { checkFields, inputOf } from './input.ts';
import { readScopes, readTokens, secretsOf } from './read-tokens.ts';
import type { Tokens } from './read-tokens.ts';
import type { FakeSeed } from './seed/seed.ts';
import { readRateLimit } from './state/buckets.ts';
import type { RateLimit, RateLimitOptions } from './state/buckets.ts';
import { JOURNAL_LIMIT } from './state/journal.ts';

/** The options of {@link createInventoryFake}. */
export interface InventoryFakeOptions {
  /** The shop's name, the first label of its host: `acme` is at `https://acme.genmystore.com`. */
  readonly shop: string;
  /** The token that requests must carry: visible ASCII. */
  readonly accessToken: string;
  /** The scopes of the token; to write includes to read. The default is all of them. */
  readonly scopes?: readonly Scope[] | undefined;
  /** Further tokens, and what each of them may do. */
  readonly accessTokens?: Readonly<Record<string, readonly Scope[]>> | undefined;
  /** The API version that is served, `YYYYMM`. The default is `202412`. */
  readonly apiVersion?: string | undefined;
  /**
   * The names that the fake calls things by, or only those that differ from `GENSTORE_202412`: the
   * same as the client's `wire`. With `{ answerNumbers: 'number' }` quantities come as numbers.
   */
  readonly wire?: WireEntries | undefined;
  /** The stock that the shop begins with, and comes back to by `reset()`. The default is none. */
  readonly seed?: FakeSeed | undefined;
  /** The fake's time: of levels, cursors, the rate limit and delays. The default is the system's. */
  readonly clock?: Clock | undefined;
  /**
   * The token bucket of every token: 40 requests, and 2 more each second, unless it says otherwise.
   * `false` switches it off.
   */
  readonly rateLimit?: false | RateLimitOptions | undefined;
  /** The app that the shop knows: what `POST /oauth2/token` gives tokens to. The default is none. */
  readonly app?: FakeAppOptions | undefined;
  /** The webhooks that the shop sends to apps. */
  readonly webhooks?: FakeWebhookOptions | undefined;
  /** How many requests `requests` keeps, the newest ones. The default is 10,000. */
  readonly journalLimit?: number | undefined;
}

/** An app that may exchange session tokens for access tokens. */
export interface FakeAppOptions {
  /** The app's client id. */
  readonly clientId: string;
  /** The app's client secret. It signs webhooks, too, unless `webhooks` has another. */
  readonly clientSecret: string;
  /** The session tokens that are good. Each can be exchanged any number of times. */
  readonly sessionTokens: readonly string[];
  /** The scopes of the tokens that it gets. The default is all of them. */
  readonly scopes?: readonly Scope[] | undefined;
}

/** How a fake sends webhooks. */
export interface FakeWebhookOptions {
  /**
   * The app's client secret, which signs what goes to subscriptions that requests made: to their
   * address, by the global `fetch`. Without it, they are kept and nothing is sent to them.
   */
  readonly clientSecret?: string | undefined;
  /** Whether levels are told of, by `inventory/update`, which no document promises; true by default. */
  readonly inventoryUpdates?: boolean | undefined;
}

/** The things that a fork has of its own. */
export interface ForkOptions {
  /** Another name, so that one msw server can hold both shops. The default is the same. */
  readonly shop?: string | undefined;
  /** A clock of its own. The default is the same. */
  readonly clock?: Clock | undefined;
}

/** The options as they were read, but for the seed. */
export interface Settings {
  readonly shop: string;
  readonly accessToken: string;
  readonly tokens: Tokens;
  /** The tokens, which must not be seen. */
  readonly secrets: readonly string[];
  readonly apiVersion: string;
  readonly wire: WireProfile;
  readonly clock: Clock;
  readonly rateLimit: RateLimit | undefined;
  readonly app: (FakeAppOptions & { readonly scopes: readonly Scope[] }) | undefined;
  readonly clientSecret: string | undefined;
  readonly inventoryUpdates: boolean;
  readonly journalLimit: number;
  /** The same for a fake and all its forks, whose snapshots fit each other. */
  readonly family: object;
}

const FIELDS: FieldsOf<InventoryFakeOptions> = {
  shop: true,
  accessToken: true,
  scopes: true,
  accessTokens: true,
  apiVersion: true,
  wire: true,
  seed: true,
  clock: true,
  rateLimit: true,
  app: true,
  webhooks: true,
  journalLimit: true,
};
const APP_FIELDS: FieldsOf<FakeAppOptions> = {
  clientId: true,
  clientSecret: true,
  sessionTokens: true,
  scopes: true,
};
const WEBHOOK_FIELDS: FieldsOf<FakeWebhookOptions> = { clientSecret: true, inventoryUpdates: true };
const FORK_FIELDS: FieldsOf<ForkOptions> = { shop: true, clock: true };

/** Reads the options, or throws a TypeError that names the first bad one, but never a token. */
export function readOptions(options: InventoryFakeOptions): Settings {
  const place = inputOf('createInventoryFake');
  checkFields(place, options, FIELDS);
  const { shop, accessToken, apiVersion = DEFAULT_API_VERSION, clock = systemClock } = options;
  check(
    within(place, 'apiVersion'),
    isApiVersion(apiVersion),
    "a text of six digits, such as '202412'",
  );
  const { journalLimit = JOURNAL_LIMIT } = options;
  checkNumber(within(place, 'journalLimit'), journalLimit, { from: 1, isInteger: true });
  const tokens = readTokens(place, options);
  const app = readApp(within(place, 'app'), options.app);
  const appSecrets = app === undefined ? [] : [app.clientSecret, ...app.sessionTokens];
  const webhooks = readWebhookOptions(within(place, 'webhooks'), options.webhooks);
  return {
    shop: readShop(place, shop),
    accessToken,
    tokens,
    secrets: secretsOf([...tokens.keys(), ...appSecrets]),
    apiVersion,
    wire: readWireProfile(within(place, 'wire'), options.wire),
    clock: readClock(place, clock),
    rateLimit: readRateLimit(within(place, 'rateLimit'), options.rateLimit),
    app,
    ...webhooks,
    clientSecret: webhooks.clientSecret ?? app?.clientSecret,
    journalLimit,
    family: {},
  };
}

function readApp(place: Place, given: FakeAppOptions | undefined): Settings['app'] {
  if (given === undefined) return undefined;
  checkFields(place, given, APP_FIELDS);
  const { clientId, clientSecret, sessionTokens, scopes = SCOPES } = given;
  checkText(within(place, 'clientId'), clientId);
  checkText(within(place, 'clientSecret'), clientSecret);
  const list = within(place, 'sessionTokens');
  check(list, Array.isArray(sessionTokens), 'an array of texts');
  const good = sessionTokens.map((token: string, index) => {
    checkText(within(list, index), token);
    return token;
  });
  const granted = readScopes(within(place, 'scopes'), scopes);
  return { clientId, clientSecret, sessionTokens: good, scopes: granted };
}

function readWebhookOptions(
  place: Place,
  given: FakeWebhookOptions = {},
): Pick<Settings, 'clientSecret' | 'inventoryUpdates'> {
  checkFields(place, given, WEBHOOK_FIELDS);
  const { clientSecret, inventoryUpdates = true } = given;
  if (clientSecret !== undefined) checkText(within(place, 'clientSecret'), clientSecret);
  checkBoolean(within(place, 'inventoryUpdates'), inventoryUpdates);
  return { clientSecret, inventoryUpdates };
}

/** Reads what a fork has of its own; the rest is as it is in the fake that it comes from. */
export function readForkOptions(options: ForkOptions = {}, settings: Settings): Settings {
  const place = inputOf('fake.fork');
  checkFields(place, options, FORK_FIELDS);
  const { shop = settings.shop, clock = settings.clock } = options;
  return { ...settings, shop: readShop(place, shop), clock: readClock(place, clock) };
}

function readShop(place: Place, shop: string): string {
  const expected = "the first label of the shop's host, such as 'acme'";
  check(within(place, 'shop'), isShop(shop), expected);
  return shop.toLowerCase();
}

function readClock(place: Place, clock: Clock): Clock {
  checkMethods(within(place, 'clock'), clock, ['now', 'setTimer']);
  return clock;
}
