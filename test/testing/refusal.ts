import { expect } from 'vitest';
import { openFake, send, stateOf } from './shop.ts';

export const VARIANT = '/inventory/107362030756584';
export const CONNECT = '/inventory/connect';
export const ID = 'an id: 1 to 64 letters, digits, _ or -';

/** A request that the fake refuses, the status, and what the error says. */
export type Refusal = readonly [
  name: string,
  request: readonly [
    method: string,
    path: string,
    body?: string,
    headers?: Readonly<Record<string, string>>,
  ],
  status: number,
  error: string,
];

/** The body of an update of a level that is there. */
export function update(quantities: string): string {
  return `{"inventory":{"locationId":"50002",${quantities}}}`;
}

/** Sends the request to a fake of its own, and looks at the answer and at what is left behind. */
export async function expectRefusal([, request, status, error]: Refusal): Promise<void> {
  const fake = openFake();
  const before = await stateOf(fake);
  const reply = await send(fake, ...request);

  expect([reply.status, reply.body]).toEqual([status, { error }]);
  expect(reply.headers.get('Content-Type')).toBe('application/json');
  expect(await stateOf(fake)).toEqual(before);
}
