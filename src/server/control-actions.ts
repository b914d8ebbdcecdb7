import type { FakeEvent, FaultInput, InventoryFake } from '../testing/index.ts';
import { answerJson, refuse } from './answer.ts';
import type { Answer } from './answer.ts';

/** Does what a method asks for at a path; `read` gives the JSON of the body. */
type Action = (fake: InventoryFake, read: () => unknown, id: string) => Answer;

const DONE: Answer = { status: 204, headers: {}, body: '' };

const readState: Action = (fake) =>
  answerJson(200, {
    levels: fake.levels(),
    orders: fake.orders.all(),
    shipments: fake.shipments.all(),
    ledger: fake.ledger(),
  });

const apply: Action = (fake, read) => answerJson(200, { levels: fake.apply(read() as FakeEvent) });

const readFaults: Action = (fake) => answerJson(200, { faults: fake.faults.pending() });

const addFault: Action = (fake, read) =>
  answerJson(201, { id: fake.faults.add(read() as FaultInput) });

const clearFaults: Action = (fake) => {
  fake.faults.clear();
  return DONE;
};

const removeFault: Action = (fake, _, id) =>
  fake.faults.remove(id) ? DONE : refuse(404, `There is no fault ${id} to be met`);

const reset: Action = (fake) => {
  fake.reset();
  return DONE;
};

const readRequests: Action = (fake) => answerJson(200, { requests: fake.requests });

/** What can be done, by what stands behind `/__fake/`, and by method. */
export const ACTIONS: ReadonlyMap<string, Readonly<Record<string, Action>>> = new Map([
  ['state', { GET: readState }],
  ['apply', { POST: apply }],
  ['faults', { GET: readFaults, POST: addFault, DELETE: clearFaults }],
  ['faults/{id}', { DELETE: removeFault }],
  ['reset', { POST: reset }],
  ['requests', { GET: readRequests }],
]);
