import { platformErrorOf } from '../../client/store-door.ts';
import { ApiError, ResponseError, StaleReadError, StockRejectedError } from '../../errors/index.ts';
import type { InventoryError, ResponseMismatch, StaleReading } from '../../errors/index.ts';
import { describeRejection } from '../../model/index.ts';
import type { Rejection } from '../../model/index.ts';
import type { Refusal } from '../intent.ts';

/** Who refused. The rest of a refusal is plain data, from which any process makes the error again. */
type Reason = 'model' | 'platform' | 'response' | 'stale-reading';

/** A refusal of the model. */
export function refusalOfModel(rejection: Rejection): Refusal {
  return refusal('model', describeRejection(rejection), rejection);
}

/** A refusal of the platform, or an answer that nobody can read: no other error refuses. */
export function refusalOfPlatform(error: InventoryError): Refusal {
  const { method, path, status, requestId, message } = error;
  const context = { method, path, status, requestId };
  if (error instanceof ApiError) {
    return refusal('platform', message, { ...context, reason: error.reason });
  }
  const { at, expected } = error as ResponseError;
  return refusal('response', message, { ...context, at, expected });
}

/** A refusal because readings stay old. */
export function refusalOfReading(reading: StaleReading): Refusal {
  return refusal('stale-reading', 'the level cannot be read as it is now', reading);
}

/** The error that a refusal stands for, whichever process met it. */
export function errorOfRefusal(
  { reason, message, details = {} }: Refusal,
  attempts: number,
): InventoryError {
  const known: object = { ...details, attempts };
  switch (reason as Reason) {
    case 'model': {
      const rejection = details as unknown as Rejection;
      return new StockRejectedError(rejection, message);
    }
    case 'platform':
      return platformErrorOf(known);
    case 'stale-reading':
      return new StaleReadError(known as StaleReading);
    case 'response':
      return new ResponseError(known as ResponseMismatch);
  }
  // A store of a later version may know more.
  return platformErrorOf({ reason: message, attempts });
}

function refusal(reason: Reason, message: string, details: object): Refusal {
  const known = Object.entries(details).filter(([, value]) => value !== undefined);
  return { reason, message, details: Object.fromEntries(known) };
}
