// The platform as a function, for tests: Request in, Response out. What it knows of stock it takes
// from the model, and what it knows of the wire from the wire; it shares no code with the client.

export { createInventoryFake } from './fake.ts';
export type { FakeChecks } from './fake-checks.ts';
export type { FakeLevels } from './fake-levels.ts';
export type { FakeCopies, InventoryFake } from './inventory-fake.ts';
export type {
  FakeAppOptions,
  FakeWebhookOptions,
  ForkOptions,
  InventoryFakeOptions,
} from './options.ts';
export type { FakeClientOptions } from './client-options.ts';
export type { FakeAcquireOptions, FakeRateLimiter } from './state/rate-limiter.ts';
export type { RateLimitOptions, RetryAfterForm } from './state/buckets.ts';
export type { FilterForm, NumberForm, Scope, WireEntries, WireProfile } from '../wire/index.ts';
export type { FakeEvent } from './backstage/read-event.ts';
export { EventRefusedError } from './backstage/apply-event.ts';
export type {
  FakeLocations,
  FakeOrders,
  FakeReturns,
  FakeShipments,
  FakeStock,
  FakeVariants,
  Happening,
  PlatformSide,
} from './backstage/happenings.ts';
export type {
  DelayFault,
  Fault,
  FakeOperation,
  FaultKind,
  LateFault,
  PlainFault,
  RateLimitedFault,
  RedirectFault,
  StaleReadFault,
  StatusFault,
  WrongContentTypeFault,
  WrongVariantFault,
} from './faults/fault.ts';
export type { FaultControl } from './faults/control.ts';
export type { FaultInput } from './faults/read-fault.ts';
export type { PendingFault, PendingWebhookFault } from './state/fault-script.ts';
export type { RecordedRequest } from './state/journal.ts';
export type { FakeSnapshot } from './state/shop.ts';
export { generateSeed } from './seed/generate-seed.ts';
export type { GeneratedSeed, GenerateSeedOptions } from './seed/generate-seed.ts';
export type { FakeSeed, SeedLevel, SeedLocation, SeedOption, SeedVariant } from './seed/seed.ts';
export type { Clock } from '../base/clock.ts';
export type {
  FakeWebhooks,
  WebhookHandler,
  WebhookSubscription,
  WebhookSubscriptionOptions,
} from './webhooks/subscription.ts';
export type { WebhookAttempt } from './webhooks/attempt.ts';
export type { DelayedWebhook, PlainWebhookFault, WebhookFault } from './faults/webhook-fault.ts';
export type { WebhookFaultControl, WebhookFaultInput } from './webhooks/faults.ts';
export { createVirtualClock } from './virtual-clock.ts';
export { createMovingClock } from './moving-clock.ts';
export type { MovingClock } from './moving-clock.ts';
export type { FakeToken, FakeTokens } from './tokens.ts';
export type { FakeChange } from './state/watchers.ts';
export type { VirtualClock } from './virtual-clock.ts';
