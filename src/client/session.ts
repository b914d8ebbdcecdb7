import { tell } from '../base/tell.ts';
import type { BucketState, InventoryLevel } from '../wire/index.ts';
import { Call } from './call.ts';
import type { CallOptions } from './options/call-options.ts';
import type { Operation } from './options/hooks.ts';
import type { Settings, TokenSource } from './options/options.ts';
import { createTransport } from './send/transport.ts';
import type { Transport } from './send/transport.ts';
import type { Shared } from './shared.ts';
import { Acknowledgements } from './write/acknowledged.ts';
import { InFlight } from './write/in-flight.ts';
import { SharedReadings } from './write/shared-readings.ts';

/** The inside of a client: what its calls share, and the way to make one. */
export class Session implements Shared {
  readonly settings: Settings;
  readonly token: TokenSource;
  readonly transport: Transport;
  readonly acknowledged: Acknowledgements;
  readonly inFlight: InFlight<InventoryLevel>;
  readonly readings: SharedReadings;

  constructor(settings: Settings, token: TokenSource) {
    const { clock, inFlightMs } = settings;
    this.settings = settings;
    this.token = token;
    this.transport = createTransport(settings);
    this.acknowledged = new Acknowledgements(clock);
    this.inFlight = new InFlight(clock, inFlightMs);
    this.readings = new SharedReadings(settings);
  }

  /** Runs a call within its bounds. */
  async run<Result>(
    operation: Operation,
    options: CallOptions,
    task: (call: Call) => Promise<Result>,
  ): Promise<Result> {
    return this.call(operation, options).run(task);
  }

  /** Makes a call, for whoever ends it as well. */
  call(operation: Operation, options: CallOptions): Call {
    return new Call(operation, options, this);
  }

  observe(ticket: object | undefined, bucket?: BucketState): void {
    const { rateLimiter } = this.settings;
    tell(() => rateLimiter && ticket && rateLimiter.observe?.({ ticket, bucket }));
  }
}
