// The platform as a function, for tests: Request in, Response out. What it knows of stock it takes
// from the model, and what it knows of the wire from the wire; it shares no code with the client.

export { createInventoryFake } from './fake.ts';
export type { InventoryFake } from './inventory-fake.ts';
export type { FakeEvent } from './events.ts';
export { EventRefusedError } from './event-refused-error.ts';
export type { InventoryFakeOptions } from './options.ts';
export type { FakeSeed, SeedLevel, SeedVariant } from './seed.ts';
export { createVirtualClock } from './virtual-clock.ts';
export type { VirtualClock } from './virtual-clock.ts';
