import { memoryStore } from '../../src/store/index.ts';
import { describeHolds } from './holds-suite.ts';

const store = memoryStore();

describeHolds('memory', async () => store);
