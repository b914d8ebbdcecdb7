import { check, checkNumber, checkText, within } from '../../../base/check.ts';
import type { FakeSeed } from '../../../testing/index.ts';
import { refuse } from '../../answer.ts';
import { ConflictError } from '../input.ts';
import { created, DONE, ok } from '../replies.ts';
import type { ControlRoute } from '../route.ts';

/** So many snapshots and forks can be kept at a time: a test that forgets them ends here. */
const MOST_KEPT = 100;
const MAX_PORT = 65_535;

/** Seeds, snapshots and forks. */
export const copyRoutes: readonly ControlRoute[] = [
  {
    method: 'POST',
    path: 'reset',
    body: 'none, or `{ seed }` to begin with another one until the next reset',
    answer: '204',
    members: ['reset'],
    run: ({ fake, input }) => {
      const { seed } = input.object({ seed: true }, true);
      fake.reset(seed as FakeSeed | undefined);
      return DONE;
    },
  },
  {
    method: 'POST',
    path: 'snapshots',
    answer: '201 `{ id, shop, at }`',
    members: ['snapshot'],
    run: ({ fake, memory }) => {
      if (memory.snapshots.size >= MOST_KEPT) {
        throw new ConflictError(`There are ${MOST_KEPT} snapshots: delete one`);
      }
      const snapshot = fake.snapshot();
      const id = memory.nextId('snapshot');
      memory.snapshots.set(id, snapshot);
      return created({ id, ...snapshot });
    },
  },
  {
    method: 'GET',
    path: 'snapshots',
    answer: '200 `{ snapshots }`',
    members: [],
    run: ({ memory }) => {
      const snapshots = Array.from(memory.snapshots, ([id, { shop, at }]) => ({ id, shop, at }));
      return ok({ snapshots });
    },
  },
  {
    method: 'DELETE',
    path: 'snapshots/{id}',
    answer: '204',
    members: [],
    run: ({ memory, items: [id = ''] }) =>
      memory.snapshots.delete(id) ? DONE : refuse(404, `There is no snapshot ${id}`),
  },
  {
    method: 'POST',
    path: 'restore',
    body: '`{ snapshot }`: the id of one',
    answer: '204',
    members: ['restore'],
    run: ({ fake, memory, input }) => {
      const { snapshot: id } = input.object({ snapshot: true });
      checkText(within(input.place, 'snapshot'), id);
      const snapshot = memory.snapshots.get(id);
      if (snapshot === undefined) return refuse(404, 'There is no such snapshot');
      fake.restore(snapshot);
      return DONE;
    },
  },
  {
    method: 'POST',
    path: 'forks',
    body: 'none, or `{ shop?, port? }`',
    answer:
      '201 `{ id, shop, url, port, control, controlToken }`: it is served on a port of its own',
    members: ['fork'],
    run: async ({ memory, input }) => {
      const { shop, port } = input.object({ shop: true, port: true }, true);
      if (port !== undefined) {
        checkNumber(within(input.place, 'port'), port, { from: 0, to: MAX_PORT, isInteger: true });
      }
      check(within(input.place, 'shop'), shop === undefined || typeof shop === 'string', 'a text');
      if (memory.forks.size >= MOST_KEPT) {
        throw new ConflictError(`There are ${MOST_KEPT} forks: delete one`);
      }
      const fork = await memory.serveFork({
        ...(shop !== undefined && { shop }),
        ...(port !== undefined && { port: port as number }),
      });
      const id = memory.nextId('fork');
      memory.forks.set(id, fork);
      return created({ id, ...told(fork) });
    },
  },
  {
    method: 'GET',
    path: 'forks',
    answer: '200 `{ forks }`',
    members: [],
    run: ({ memory }) =>
      ok({ forks: Array.from(memory.forks, ([id, fork]) => ({ id, ...told(fork) })) }),
  },
  {
    method: 'DELETE',
    path: 'forks/{id}',
    answer: '204, when its port is closed',
    members: [],
    run: async ({ memory, items: [id = ''] }) => {
      const fork = memory.forks.get(id);
      if (fork === undefined) return refuse(404, `There is no fork ${id}`);
      memory.forks.delete(id);
      await fork.close();
      return DONE;
    },
  },
];

function told({
  shop,
  url,
  port,
  controlToken,
}: {
  readonly shop: string;
  readonly url: string;
  readonly port: number;
  readonly controlToken: string;
}): object {
  return { shop, url, port, control: `${url}/__fake/`, controlToken };
}
