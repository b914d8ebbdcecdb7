import { EventRefusedError } from '../testing/index.ts';
import type { FakeEvent, FaultInput, InventoryFake } from '../testing/index.ts';
import { answerJson, refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import { MAX_BODY_BYTES } from './incoming-body.ts';

/** The text that all paths of the control surface begin with. */
export const CONTROL_PATH = '/__fake/';

/** A request to the control surface. */
export interface ControlRequest {
  readonly method: string;
  /** Begins with {@link CONTROL_PATH}. */
  readonly path: string;
  readonly body: string;
}

/** Answers what tests ask a fake beside the API, and what they tell it. */
export function answerControl(fake: InventoryFake, { method, path, body }: ControlRequest): Answer {
  const [name = ''] = path.slice(CONTROL_PATH.length).split('?', 1);
  const [, id = ''] = /^faults\/([^/]+)$/.exec(name) ?? [];
  const methods = ACTIONS.get(id === '' ? name : 'faults/{id}');
  if (methods === undefined) {
    return refuse(
      404,
      `There is nothing at ${CONTROL_PATH}${name}: there are ${[...ACTIONS.keys()].join(', ')}`,
    );
  }
  const action = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (action === undefined) {
    const allowed = Object.keys(methods).join(', ');
    const text = `${method} is not allowed at ${CONTROL_PATH}${name}: it takes ${allowed}`;
    return refuse(405, text, { Allow: allowed });
  }
  if (body.length > MAX_BODY_BYTES) return refuse(400, 'The body must be at most 1 MiB');
  try {
    return action(fake, () => JSON.parse(body), id);
  } catch (error) {
    return refuseInput(error);
  }
}

/** Refuses what a body says, in the words of the fake; whatever else fails is none of the caller's. */
function refuseInput(error: unknown): Answer {
  if (error instanceof EventRefusedError) {
    return answerJson(400, { error: error.message, rejection: error.rejection });
  }
  if (error instanceof SyntaxError) return refuse(400, 'The body must be JSON');
  if (error instanceof TypeError) return refuse(400, error.message);
  throw error;
}

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

/** The commands, by the name behind `/__fake/`, and by method. */
export const ACTIONS: ReadonlyMap<string, Readonly<Record<string, Action>>> = new Map([
  ['state', { GET: readState }],
  ['apply', { POST: apply }],
  ['faults', { GET: readFaults, POST: addFault, DELETE: clearFaults }],
  ['faults/{id}', { DELETE: removeFault }],
  ['reset', { POST: reset }],
  ['requests', { GET: readRequests }],
]);
