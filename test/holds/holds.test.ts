import { memoryStore } from '../../src/store/index.ts';
import { testManyExpiries } from './expiry-suite.ts';
import { describeHolds } from './holds-suite.ts';

const store = memoryStore();

describeHolds('memory', async () => store);
testManyExpiries('memory', async () => memoryStore());
