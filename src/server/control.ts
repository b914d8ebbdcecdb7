import { EventRefusedError } from '../testing/index.ts';
import type { InventoryFake } from '../testing/index.ts';
import { answerJson, refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import { ACTIONS } from './control-actions.ts';
import { MAX_BODY_BYTES } from './read-body.ts';

/** What the paths of the control surface begin with. */
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
