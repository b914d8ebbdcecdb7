import { check, within } from '../../../base/check.ts';
import type { FaultInput, WebhookFaultInput } from '../../../testing/index.ts';
import { FAULT_KINDS, OPERATIONS } from '../../../testing/faults/read-fault.ts';
import { refuse } from '../../answer.ts';
import { ConflictError } from '../input.ts';
import { created, DONE, MOST_ON_A_PAGE, ok, pageOf } from '../replies.ts';
import type { ControlCall, ControlRoute } from '../route.ts';

const FILTERS = ['operation', 'method', 'status', 'path', 'fault'] as const;
const KNOWN = {
  operation: { choices: [...OPERATIONS, 'none'] },
  method: { pattern: /^[A-Z]+$/, words: 'a method in capitals, such as GET' },
  status: { pattern: /^(?:\d{3}|none)$/, words: 'a status, such as 404, or none' },
  path: undefined,
  fault: { choices: [...FAULT_KINDS, 'none'] },
} as const;

/** Lets an assert of the fake say what it has to say. */
function assertBy(assert: () => void): typeof DONE {
  try {
    assert();
    return DONE;
  } catch (error) {
    throw new ConflictError((error as Error).message);
  }
}

/** The four routes of a script of faults. */
function faultRoutes(
  path: 'faults' | 'webhooks/faults',
  shape: string,
  answer: string,
): readonly ControlRoute[] {
  const member = path.replace('/', '.');
  const scriptOf = ({ fake }: ControlCall) =>
    path === 'faults' ? fake.faults : fake.webhooks.faults;
  return [
    {
      method: 'GET',
      path,
      answer,
      members: [`${member}.pending`],
      run: (call) => ok({ faults: scriptOf(call).pending() }),
    },
    {
      method: 'POST',
      path,
      body: shape,
      answer: '201 `{ id }`',
      members: [`${member}.add`],
      run: (call) => {
        const input = call.input.json() as FaultInput & WebhookFaultInput;
        return created({ id: scriptOf(call).add(input) });
      },
    },
    {
      method: 'DELETE',
      path,
      answer: '204',
      members: [`${member}.clear`],
      run: (call) => {
        scriptOf(call).clear();
        return DONE;
      },
    },
    {
      method: 'DELETE',
      path: `${path}/{id}`,
      answer: '204',
      members: [`${member}.remove`],
      run: (call) => {
        const [id = ''] = call.items;
        return scriptOf(call).remove(id) ? DONE : refuse(404, `There is no fault ${id} to be met`);
      },
    },
  ];
}

/** The journal, the checks of a test, and the faults. */
export const requestRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: 'requests',
    query: [...FILTERS, 'unexpected', 'after', 'limit'],
    answer: '200 `{ requests, total, dropped, next }`, each with a `number` from 1 on',
    members: ['requests', 'unexpectedRequests', 'droppedRequests'],
    run: ({ fake, input }) => {
      const { requests, droppedRequests } = fake;
      const filters = FILTERS.map((name) => [name, input.list(name, KNOWN[name])] as const).filter(
        ([, wanted]) => wanted.length > 0,
      );
      const unexpected = input.text('unexpected');
      const isFlag = unexpected === undefined || unexpected === 'true' || unexpected === 'false';
      check(within(input.place, 'unexpected'), isFlag, 'true or false');
      const found = requests
        .map((request) => ({ number: Number(request.id.slice('req-'.length)), ...request }))
        .filter(
          (request) =>
            filters.every(([name, wanted]) => wanted.includes(String(request[name] ?? 'none'))) &&
            (unexpected === undefined ||
              (request.operation === undefined) === (unexpected === 'true')),
        );
      const page = pageOf(found, readAfter(input), input.number('limit', 1, MOST_ON_A_PAGE));
      const total = droppedRequests + requests.length;
      return ok({ requests: page.items, total, dropped: droppedRequests, next: page.next });
    },
  },
  {
    method: 'GET',
    path: 'checks/faults-consumed',
    answer: '204, or 409 with the faults that were not met',
    members: ['assertFaultsConsumed'],
    run: ({ fake }) => assertBy(fake.assertFaultsConsumed),
  },
  {
    method: 'GET',
    path: 'checks/no-unexpected-requests',
    answer: '204, or 409 with the requests that met no endpoint',
    members: ['assertNoUnexpectedRequests'],
    run: ({ fake }) => assertBy(fake.assertNoUnexpectedRequests),
  },
  ...faultRoutes(
    'faults',
    '`{ operation?, fault, times?, after? }`',
    '200 `{ faults }`: those still to be met',
  ),
  ...faultRoutes(
    'webhooks/faults',
    '`{ topic?, fault, times?, after? }`',
    '200 `{ faults }`: those still to be met',
  ),
];

/** A number, or the id of a request. */
function readAfter(input: ControlCall['input']): number | undefined {
  const [, number] = /^req-(\d{1,15})$/.exec(input.text('after') ?? '') ?? [];
  return number === undefined ? input.number('after', 0) : Number(number);
}
