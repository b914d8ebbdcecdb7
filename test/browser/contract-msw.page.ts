import { setupWorker } from 'msw/browser';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { inventoryHandlers, strictRequests } from '../../src/msw/index.ts';
import { sendByFetch } from '../contract/by-fetch.ts';
import { describeFaults } from '../contract/describe-faults.ts';
import { describeContract } from '../contract/run-cases.ts';
import type { Transport } from '../contract/run-cases.ts';

const worker = setupWorker();
beforeAll(() => worker.start({ ...strictRequests, quiet: true }));
afterEach(() => worker.resetHandlers());
afterAll(() => worker.stop());

const transport: Transport = ({ fake }) => {
  worker.use(...inventoryHandlers(fake));
  return { send: (request) => sendByFetch(fetch, fake.origin, request) };
};

describeContract('the service worker of msw', transport);
// No page is shown where a redirect points to.
describeFaults('the service worker of msw', transport, '0');
