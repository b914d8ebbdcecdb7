import { openTill, sendSales } from '../../examples/offline-till.ts';

/** A till that sends its sales, by a clock that is wrong by so many hours; killed at any moment. */
const [baseUrl = '', sales = '', keys = '', hours = '0'] = process.argv.slice(2);
const right = Date.now;
Date.now = () => right() + Number(hours) * 3_600_000;

const limits = { timeoutMs: 500, sendDeadlineMs: 200, inFlightMs: 1000, leaseMs: 500 };
const till = openTill({ baseUrl, accessToken: 'test-token', ...limits }, keys);
const open = await sendSales(till, sales);
process.stdout.write(JSON.stringify(open.map(({ sale, error }) => [sale.receipt, String(error)])));
