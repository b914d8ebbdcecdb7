import type { BucketState, InventoryLevel } from '../wire/index.ts';
import type { Settings, TokenSource } from './options/options.ts';
import type { Transport } from './send/transport.ts';
import type { Acknowledgements } from './write/acknowledged.ts';
import type { InFlight } from './write/in-flight.ts';
import type { SharedReadings } from './write/shared-readings.ts';

/** The things that the calls of a client share. */
export interface Shared {
  readonly settings: Settings;
  readonly token: TokenSource;
  readonly transport: Transport;
  /** What the platform told of levels that were written. */
  readonly acknowledged: Acknowledgements;
  /** What may still arrive at levels. */
  readonly inFlight: InFlight<InventoryLevel>;
  /** Levels that calls read together while they wait. */
  readonly readings: SharedReadings;
  /** Tells the limiter what became of a request. The call's own outcome does not hang on that. */
  readonly observe: (ticket: object | undefined, bucket?: BucketState) => void;
}
