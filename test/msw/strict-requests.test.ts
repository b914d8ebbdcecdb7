import * as msw from 'msw';
import { expect, inject, test } from 'vitest';
import { strictRequests } from '../../src/msw/index.ts';
import { describeStrictRequests } from './describe-strict-requests.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The major of msw that the tests of a project are to meet, where it is not the newest. */
    mswMajor?: 2;
  }
}

describeStrictRequests('Node');

test('the options cannot be changed by a program that shares them', () => {
  expect(Object.isFrozen(strictRequests)).toBe(true);
});

test('these tests run with the major of msw that they are meant for', () => {
  // Only msw 2 has GraphQL in its main entry.
  expect('graphql' in msw ? 2 : 3).toBe(inject('mswMajor') ?? 3);
});
