import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { inventoryHandlers, strictRequests } from '../../src/msw/index.ts';
import { sendByFetch } from './by-fetch.ts';
import { describeFaults } from './describe-faults.ts';
import { describeContract } from './run-cases.ts';
import type { Transport } from './run-cases.ts';

/** Makes a test of each case and each fault, over the global `fetch` and msw in Node. */
export function describeMsw(name: string): void {
  const server = setupServer();
  beforeAll(() => server.listen(strictRequests));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  const transport: Transport = ({ fake }) => {
    server.use(...inventoryHandlers(fake));
    return { send: (request) => sendByFetch(fetch, fake.origin, request) };
  };
  describeContract(name, transport);
  describeFaults(name, transport);
}
