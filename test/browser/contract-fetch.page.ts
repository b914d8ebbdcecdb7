import { sendByFetch } from '../contract/by-fetch.ts';
import { describeFaults } from '../contract/describe-faults.ts';
import { describeContract } from '../contract/run-cases.ts';
import type { Transport } from '../contract/run-cases.ts';

const transport: Transport = ({ fake }) => ({
  send: (request) => sendByFetch(fake.fetch, fake.origin, request),
});

describeContract('the fetch of a fake in a page', transport);
describeFaults('the fetch of a fake in a page', transport);
