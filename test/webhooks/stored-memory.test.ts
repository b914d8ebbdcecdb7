import { memoryStore } from '../../src/store/index.ts';
import { describeStored } from './stored-suite.ts';

const store = memoryStore();

describeStored('memory', async () => store, { numRuns: 60 });
