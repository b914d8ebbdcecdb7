// The platform as a function, for tests: Request in, Response out. What it knows of stock it takes
// from the model, and what it knows of the wire from the wire; it shares no code with the client.

export { createInventoryFake } from './fake.ts';
export type { InventoryFake } from './inventory-fake.ts';
export type { FakeCopies } from './fake-copies.ts';
export type { ForkOptions, InventoryFakeOptions } from './options.ts';
export type { RateLimitOptions } from './rate-limit.ts';
export type { Scope } from './tokens.ts';
export type { FakeEvent } from './events.ts';
export { EventRefusedError } from './event-refused-error.ts';
export type {
  FakeLocations,
  FakeOrders,
  FakeReturns,
  FakeShipments,
  FakeStock,
  FakeVariants,
  Happening,
  PlatformSide,
} from './platform-side-types.ts';
export type {
  DelayFault,
  Fault,
  FaultKind,
  PlainFault,
  RateLimitedFault,
  RedirectFault,
  StaleReadFault,
  StatusFault,
  WrongContentTypeFault,
  WrongVariantFault,
} from './fault.ts';
export type { FaultControl } from './fault-control.ts';
export type { FaultInput } from './read-fault.ts';
export type { PendingFault } from './fault-script.ts';
export type { RecordedRequest } from './journal.ts';
export type { FakeSnapshot } from './snapshot.ts';
export { generateSeed } from './generate-seed.ts';
export type { GeneratedSeed, GenerateSeedOptions } from './generate-seed.ts';
export type { FakeSeed, SeedLevel, SeedVariant } from './seed.ts';
export type { Clock } from './clock.ts';
export type {
  FakeWebhooks,
  WebhookAttempt,
  WebhookHandler,
  WebhookSubscription,
  WebhookSubscriptionOptions,
} from './webhook-types.ts';
export type {
  DelayedWebhook,
  PendingWebhookFault,
  PlainWebhookFault,
  WebhookFault,
} from './webhook-fault.ts';
export type { WebhookFaultControl, WebhookFaultInput } from './webhook-faults.ts';
export { createVirtualClock } from './virtual-clock.ts';
export type { VirtualClock } from './virtual-clock.ts';
