import { describe, expect, test } from 'vitest';
import { openFake, send } from './shop.ts';

const CONNECT = '{"inventory":{"variantId":"107362030756584","locationId":"50004"}}';

describe('POST /inventory/connect', () => {
  test('answers 201 with an empty level, its product and the time', async () => {
    const reply = await send(openFake(), 'POST', '/inventory/connect', CONNECT);

    expect(reply.status).toBe(201);
    expect(reply.headers.get('Content-Type')).toBe('application/json');
    expect(reply.body).toEqual({
      inventory: {
        productId: '8589934859',
        variantId: '107362030756584',
        locationId: '50004',
        available: '0',
        committed: '0',
        unavailable: '0',
        incoming: '0',
        onHand: '0',
        updateTime: '2026-03-01T10:00:00.000Z',
      },
    });
  });

  test('leaves the product out where the shop knows none', async () => {
    const body = '{"inventory":{"variantId":"107362030756586","locationId":"50002"}}';
    const reply = await send(openFake(), 'POST', '/inventory/connect', body);

    expect(reply.body).toEqual({
      inventory: {
        variantId: '107362030756586',
        locationId: '50002',
        available: '0',
        committed: '0',
        unavailable: '0',
        incoming: '0',
        onHand: '0',
        updateTime: '2026-03-01T10:00:00.000Z',
      },
    });
  });

  test('makes a level that can be read, queried and found in the ledger', async () => {
    const fake = openFake();
    await send(fake, 'POST', '/inventory/connect', CONNECT);

    expect(fake.level('107362030756584', '50004')).toMatchObject({
      available: 0,
      oversell: 'deny',
    });
    expect(fake.levels()).toHaveLength(4);
    expect(fake.ledger()).toMatchObject([
      { eventId: 'evt-1', type: 'variant.connected', at: '2026-03-01T10:00:00.000Z' },
    ]);
  });

  test('gives the level the overselling policy of its variant', async () => {
    const variants = [{ variantId: '107', oversell: 'continue' as const }];
    const fake = openFake({ seed: { variants, locations: ['50002'] } });
    const body = '{"inventory":{"variantId":"107","locationId":"50002"}}';
    await send(fake, 'POST', '/inventory/connect', body);

    expect(fake.level('107', '50002')?.oversell).toBe('continue');
  });

  test('answers 409 the second time', async () => {
    const fake = openFake();
    await send(fake, 'POST', '/inventory/connect', CONNECT);
    const reply = await send(fake, 'POST', '/inventory/connect', CONNECT);

    expect(reply.status).toBe(409);
    expect(reply.body).toEqual({
      error: 'Variant 107362030756584 is already connected to location 50004.',
    });
    expect(fake.levels()).toHaveLength(4);
  });

  test('keeps every digit of long ids', async () => {
    const [variantId, locationId] = ['90071992547409931234', '18446744073709551617'];
    const fake = openFake({ seed: { variants: [variantId], locations: [locationId] } });
    const body = `{"inventory":{"variantId":"${variantId}","locationId":"${locationId}"}}`;
    const reply = await send(fake, 'POST', '/inventory/connect', body);

    expect(reply.body).toMatchObject({ inventory: { variantId, locationId } });
    expect(fake.level(variantId, locationId)).toBeDefined();
  });
});
