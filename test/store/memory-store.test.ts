import { memoryStore } from '../../src/store/memory/memory-store.ts';
import { testRecords } from './records-contract.ts';
import { testStore } from './store-contract.ts';

testStore('in memory', async (clock) => memoryStore({ clock }));
testRecords('in memory', async (clock) => memoryStore({ clock }));
