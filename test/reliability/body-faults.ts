import { json, withBody } from './broken-answers.ts';
import { onBothWays } from './fault.ts';
import type { Fault } from './fault.ts';
import { STRANGER } from './shop.ts';

const UNREADABLE = { onRead: 'unreadable', error: 'ResponseError' } as const;

/** The status is 2xx, and the body is not what it should be. */
export const BODY_FAULTS: readonly Fault[] = [
  ...onBothWays({
    ...UNREADABLE,
    name: '200 with HTML',
    show: () => new Response('<!doctype html><p>Sign in</p>', { status: 200 }),
  }),
  ...onBothWays({ ...UNREADABLE, name: '200 with nothing', show: () => new Response('') }),
  ...onBothWays({
    ...UNREADABLE,
    name: '204',
    show: () => new Response(null, { status: 204 }),
  }),
  ...onBothWays({
    ...UNREADABLE,
    name: '200 with JSON of another shape',
    show: () => json(200, { data: [], inventory: { id: 1 } }),
  }),
  {
    ...UNREADABLE,
    name: 'truncated JSON',
    reaches: true,
    onWrite: 'in doubt',
    keepsStatus: true,
    show: async (answer) => withBody(answer, (await answer.text()).slice(0, -2)),
  },
  {
    name: 'a good body of the wrong type',
    reaches: true,
    onWrite: 'answered',
    onRead: 'answered',
    error: '',
    keepsStatus: true,
    show: async (answer) => withBody(answer, await answer.text(), 'text/html'),
  },
  ...(['variantId', 'locationId'] as const).map((name) => ({
    name: `the body of another ${name}`,
    reaches: true,
    onWrite: 'in doubt' as const,
    onRead: 'another' as const,
    error: 'ResponseError',
    keepsStatus: true,
    show: async (answer: Response) => {
      const own = new RegExp(`"${name}":"[^"]*"`, 'g');
      return withBody(
        answer,
        (await answer.text()).replaceAll(own, `"${name}":"${STRANGER[name]}"`),
      );
    },
  })),
];
