// msw in front of a fake: a program's own `fetch` is caught, and the fake answers.

export { inventoryHandlers } from './inventory-handlers.ts';
export { strictRequests } from './strict-requests.ts';
