import { sqliteStoreSteps } from './sqlite-steps.ts';

/** Takes what it can of 200 deliveries, and says which it got. */
const [, , path = '', name = ''] = process.argv;
const store = sqliteStoreSteps(path);
const got: string[] = [];
for (let event = 0; event < 200; event += 1) {
  const claim = { key: `event-${event}`, value: { by: name }, dueInMs: 60_000 };
  const { isWritten } = await store.putRecord('claim', 'acme.example', claim, 'absent-or-due');
  if (isWritten) got.push(claim.key);
}
const leases = [];
for (let round = 0; round < 20; round += 1) {
  const { holder, fence } = await store.takeLease('acme.example', name);
  if (holder === name) {
    leases.push(fence);
    await store.dropLease('acme.example', fence);
  }
}
await store.close();
process.stdout.write(JSON.stringify({ got, leases }));
