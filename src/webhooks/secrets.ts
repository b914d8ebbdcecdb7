import { InvalidInputError } from '../errors/index.ts';

/**
 * The app's client secret. Several of them while it is being replaced: a signature by any one counts.
 */
export type WebhookSecret = string | readonly string[];

/** Checks the secrets: with an empty one, anybody could sign. */
export function readSecrets(call: string, secret: WebhookSecret): readonly string[] {
  const secrets: readonly unknown[] = Array.isArray(secret) ? secret : [secret];
  if (secrets.length > 0 && secrets.every(isSecret)) return [...secrets];
  // What was given instead may be the secret with a mistake in it, so it is not told.
  throw new InvalidInputError(
    call,
    'secret',
    'a text that is not empty, or an array with at least one of them',
  );
}

function isSecret(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
