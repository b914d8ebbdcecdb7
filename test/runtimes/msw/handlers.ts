import { InventoryClient } from 'genstore-inventory';
import { inventoryHandlers, strictRequests } from 'genstore-inventory/msw';
import { createInventoryFake } from 'genstore-inventory/testing';
import { setupServer } from 'msw/node';

const place = { variantId: '107362030756584', locationId: '50002' };
const access = { shop: 'acme', accessToken: 'test-token' };
const levels = [{ ...place, available: 10 }];
const fake = createInventoryFake({ ...access, seed: { levels } });
const server = setupServer(...inventoryHandlers(fake));
server.listen(strictRequests);

// No fetch is handed over: the one of the program is caught.
const inventory = new InventoryClient(access);
const { available } = await inventory.adjust({ ...place, by: { available: -3 } });
const methods = fake.requests.map(({ method }) => method);
server.close();
console.log(available, fake.level(place.variantId, place.locationId)?.available, ...methods);
