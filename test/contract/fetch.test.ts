import { sendByFetch } from './by-fetch.ts';
import { describeFaults } from './describe-faults.ts';
import { describeContract } from './run-cases.ts';
import type { Transport } from './run-cases.ts';

const transport: Transport = ({ fake }) => ({
  send: (request) => sendByFetch(fake.fetch, fake.origin, request),
});

describeContract('the fetch of a fake', transport);
describeFaults('the fetch of a fake', transport);
