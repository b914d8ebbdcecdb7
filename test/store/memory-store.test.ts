import { memoryTables, storeOn } from '../../src/store/memory/memory-store.ts';
import { testRecords } from './records-contract.ts';
import { testStore } from './store-contract.ts';
import { testDetails } from './store-details.ts';

testStore('in memory', async (clock) => storeOn(memoryTables(clock)));
testDetails('in memory', async (clock) => storeOn(memoryTables(clock)));
testRecords('in memory', async (clock) => storeOn(memoryTables(clock)));
