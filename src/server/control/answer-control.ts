import { EventRefusedError } from '../../testing/index.ts';
import type { InventoryFake } from '../../testing/index.ts';
import { answerJson, refuse } from '../answer.ts';
import type { Outcome } from '../answer.ts';
import { MAX_CONTROL_BODY_BYTES } from '../incoming-body.ts';
import { ListenError } from '../listen-error.ts';
import { ConflictError, inputOf, refuseBody, refuseQuery } from './input.ts';
import type { Memory } from './memory.ts';
import type { ControlRoute } from './route.ts';
import { CONTROL_TABLE } from './table.ts';

/** The text that all paths of the control surface begin with. */
export const CONTROL_PATH = '/__fake/';

/** A request to the control surface. */
export interface ControlRequest {
  readonly method: string;
  /** Begins with {@link CONTROL_PATH}. */
  readonly path: string;
  readonly body: string;
  readonly lastEventId: string | undefined;
}

/** Answers what tests ask a fake beside the API, and what they tell it. */
export async function answerControl(
  fake: InventoryFake,
  memory: Memory,
  { method, path, body, lastEventId }: ControlRequest,
): Promise<Outcome> {
  const mark = path.indexOf('?');
  const plain = mark < 0 ? path : path.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? '' : path.slice(mark + 1));
  const found = routesAt(plain.slice(CONTROL_PATH.length));
  if (found.length === 0) {
    return refuse(404, `There is nothing at ${plain}: there are ${PATHS.join(', ')}`);
  }
  const match = found.find(({ route }) => route.method === method);
  if (match === undefined) {
    const allowed = found.map(({ route }) => route.method).join(', ');
    const text = `${method} is not allowed at ${plain}: it takes ${allowed}`;
    return refuse(405, text, { Allow: allowed });
  }
  const { route, items } = match;
  if (Buffer.byteLength(body) > MAX_CONTROL_BODY_BYTES) {
    return refuse(413, 'The body must be at most 64 MiB');
  }
  try {
    refuseQuery(plain, query, route.query ?? []);
    if (route.body === undefined) refuseBody(plain, body);
    const input = inputOf(plain, body, query);
    return await route.run({ fake, memory, items, input, lastEventId });
  } catch (error) {
    return refuseInput(error);
  }
}

/** Refuses what a body says, in the words of the fake; whatever else fails is none of the caller's. */
function refuseInput(error: unknown): Outcome {
  if (error instanceof EventRefusedError) {
    return answerJson(400, { error: error.message, rejection: error.rejection });
  }
  if (error instanceof TypeError) return refuse(400, error.message);
  if (error instanceof ConflictError || error instanceof ListenError) {
    return refuse(409, error.message);
  }
  throw error;
}

/** The paths that there are, each once. */
const PATHS = [...new Set(CONTROL_TABLE.map(({ path }) => path))].filter((path) => path !== '');

interface Match {
  readonly route: ControlRoute;
  readonly items: readonly string[];
}

/** The routes by their paths as patterns: those that are spelled out come before those with items. */
const PATTERNS = CONTROL_TABLE.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '([^/]+)').replaceAll('.', '\\.')}$`),
})).toSorted((a, b) => Number(a.route.path.includes('{')) - Number(b.route.path.includes('{')));

function routesAt(name: string): readonly Match[] {
  const matches = PATTERNS.flatMap(({ route, pattern }): readonly Match[] => {
    const found = pattern.exec(name);
    return found === null ? [] : [{ route, items: found.slice(1).map(unescapeItem) }];
  });
  const [first] = matches;
  return matches.filter(({ route }) => route.path === first?.route.path);
}

/** Undoes the escapes of a part of a path; one that cannot be undone names nothing that there is. */
function unescapeItem(item: string): string {
  try {
    return decodeURIComponent(item);
  } catch {
    return item;
  }
}
