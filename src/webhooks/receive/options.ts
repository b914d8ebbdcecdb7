import { InvalidInputError } from '../../errors/index.ts';
import { readSecrets } from '../verify/signature.ts';
import type { WebhookSecret } from '../verify/signature.ts';
import { createSeenDeliveries, digestOf } from './deliveries.ts';
import type { SeenDeliveries, WebhookDelivery } from './deliveries.ts';
import type { WebhookEvent } from './parse-webhook.ts';

/** What {@link createWebhookReceiver} needs to know. */
export interface WebhookReceiverOptions {
  /** The app's client secret; while it is being replaced, both. */
  readonly secret: WebhookSecret;
  /**
   * Handles a webhook. The platform is answered 200 once it has returned or its promise is resolved;
   * where it throws, the answer is 500 and the platform tries again. `id` is the delivery's, the same
   * when it comes again.
   */
  readonly onEvent: (
    event: WebhookEvent,
    delivery: { readonly id: string },
  ) => void | Promise<void>;
  /** Remembers what was handled. The default keeps the latest 10,000 in memory. */
  readonly seen?: SeenDeliveries;
  /**
   * Tells deliveries apart, by a text that is not empty. The default is a digest of shop, topic and
   * body, because the platform documents no id.
   */
  readonly identify?: (delivery: WebhookDelivery) => string | Promise<string>;
  /**
   * Told why an answer was 400 or 500, which the answer does not say, and of failures of `seen`. What
   * it throws is ignored.
   */
  readonly onError?: (error: unknown) => void;
}

/** The options as they were read. */
export interface ReceiverSettings {
  readonly secrets: readonly string[];
  readonly onEvent: WebhookReceiverOptions['onEvent'];
  readonly seen: SeenDeliveries;
  readonly identify: (delivery: WebhookDelivery) => string | Promise<string>;
  readonly report: (error: unknown) => void;
}

const CALL = 'createWebhookReceiver';

/** Reads the options, or throws an InvalidInputError that names the first bad one. */
export function readReceiverOptions(options: WebhookReceiverOptions): ReceiverSettings {
  const { secret, onEvent, seen = createSeenDeliveries(), identify = digestOf, onError } = options;
  const secrets = readSecrets(CALL, secret);
  check(typeof onEvent === 'function', 'onEvent', 'a function');
  check(isSeen(seen), 'seen', 'an object with has and add');
  check(typeof identify === 'function', 'identify', 'a function, or left out');
  check(onError === undefined || typeof onError === 'function', 'onError', 'a function');
  const report = (error: unknown): void => {
    try {
      onError?.(error);
    } catch {
      // The platform's answer must not depend on a log.
    }
  };
  return { secrets, onEvent, seen, identify, report };
}

function isSeen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return ['has', 'add'].every((name) => typeof Reflect.get(value, name) === 'function');
}

function check(isRight: boolean, at: string, expected: string): void {
  if (!isRight) throw new InvalidInputError(CALL, at, expected);
}
