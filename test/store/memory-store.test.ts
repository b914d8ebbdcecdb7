import { memoryTables, storeOn } from '../../src/store/memory/memory-store.ts';
import { testStore } from './store-contract.ts';

testStore('in memory', async (clock) => storeOn(memoryTables(clock)));
