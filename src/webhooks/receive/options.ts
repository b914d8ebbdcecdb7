import { check, checkFunction, checkMethods, checkObject, within } from '../../base/check.ts';
import type { FieldsOf } from '../../base/check.ts';
import { tell } from '../../base/tell.ts';
import { readWireProfile } from '../../wire/index.ts';
import type { WireEntries, WireProfile } from '../../wire/index.ts';
import type { InventoryStore } from '../../client/index.ts';
import { argumentsTo } from '../../errors/index.ts';
import { readStore } from '../kept.ts';
import { readSecrets } from '../verify/signature.ts';
import type { WebhookSecret } from '../verify/signature.ts';
import { digestOf } from './deliveries.ts';
import type { SeenDeliveries, WebhookDelivery } from './deliveries.ts';
import type { WebhookEvent } from './parse-webhook.ts';
import { createSeenDeliveries } from './seen-deliveries.ts';

/** The options of {@link createWebhookReceiver}. */
export interface WebhookReceiverOptions {
  /** The app's client secret; while it is being replaced, both. */
  readonly secret: WebhookSecret;
  /**
   * Handles a webhook. The platform is answered 200 once it has returned or its promise is resolved;
   * where it throws, the answer is 500 and the platform tries again. `id` is the delivery's, the same
   * when it comes again; `attempt` is 1 at first, and grows with each time that it is handed over.
   */
  readonly onEvent: (
    event: WebhookEvent,
    delivery: { readonly id: string; readonly attempt: number },
  ) => void | Promise<void>;
  /** Decides who handles a delivery. The default remembers the latest 10,000 in memory. */
  readonly seen?: SeenDeliveries | undefined;
  /**
   * A store in which the claims are, shared by all receivers on it: short for
   * `seen: createSeenDeliveries({ store })`.
   */
  readonly store?: InventoryStore | undefined;
  /**
   * Tells deliveries apart, by a text that is not empty. The default is a digest of shop, topic and
   * body, because the platform documents no id.
   */
  readonly identify?: ((delivery: WebhookDelivery) => string | Promise<string>) | undefined;
  /**
   * Told why an answer was 400 or 500, which the answer does not say, and of failures of `seen`. What
   * it throws is ignored.
   */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** The platform's names for things, where they are not the default: as for the client. */
  readonly wire?: WireEntries | undefined;
}

/** The options as they were read. */
export interface ReceiverSettings {
  /** The secrets, one of which signs. */
  readonly secrets: readonly string[];
  readonly onEvent: WebhookReceiverOptions['onEvent'];
  readonly seen: SeenDeliveries;
  readonly identify: (delivery: WebhookDelivery) => string | Promise<string>;
  readonly report: (error: unknown) => void;
  readonly wire: WireProfile;
}

const FIELDS: FieldsOf<WebhookReceiverOptions> = {
  secret: true,
  onEvent: true,
  seen: true,
  store: true,
  identify: true,
  onError: true,
  wire: true,
};

/** Reads the options, or throws an InvalidInputError that names the first bad one. */
export function readReceiverOptions(options: WebhookReceiverOptions): ReceiverSettings {
  const place = argumentsTo('createWebhookReceiver');
  checkObject(place, options, FIELDS, 'an object with secret and onEvent');
  const { secret, onEvent, store, identify = digestOf, onError } = options;
  const isOne = store === undefined || options.seen === undefined;
  check(within(place, 'store'), isOne, 'left out, or else seen');
  if (store !== undefined) readStore(place, store);
  const { seen = createSeenDeliveries({ store }) } = options;
  const secrets = readSecrets(within(place, 'secret'), secret);
  checkFunction(within(place, 'onEvent'), onEvent);
  checkMethods(within(place, 'seen'), seen, ['claim', 'settle']);
  checkFunction(within(place, 'identify'), identify);
  if (onError !== undefined) checkFunction(within(place, 'onError'), onError);
  const wire = readWireProfile(within(place, 'wire'), options.wire);
  const report = (error: unknown): void => tell(() => onError?.(error));
  return { secrets, onEvent, seen, identify, report, wire };
}
