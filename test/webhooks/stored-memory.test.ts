import fc from 'fast-check';
import { memoryStore } from '../../src/store/index.ts';
import { describeStored } from './stored-suite.ts';

const store = memoryStore();
const { numRuns = 100 } = fc.readConfigureGlobal();

describeStored('memory', async () => store, { numRuns: Math.ceil(0.6 * numRuns) });
