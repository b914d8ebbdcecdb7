import { describe, test } from 'vitest';
import { expectRefusal, ID, update, VARIANT } from './refusal.ts';
import type { Refusal } from './refusal.ts';

const UPDATES: readonly Refusal[] = (
  [
    [
      'committed',
      update('"committed":3'),
      400,
      'inventory.committed must be left out: committed stock belongs to orders and cannot be changed',
    ],
    [
      'committed among others',
      update('"available":1,"committed":3'),
      400,
      'inventory.committed must be left out: committed stock belongs to orders and cannot be changed',
    ],
    ['no location', '{"inventory":{"available":1}}', 400, `inventory.locationId must be ${ID}`],
    [
      'no quantity',
      '{"inventory":{"locationId":"50002"}}',
      400,
      'inventory must be at least one of available, onHand, unavailable, incoming',
    ],
    [
      'an unknown quantity',
      update('"reserved":1'),
      400,
      'inventory.reserved must be left out: the field is unknown',
    ],
    [
      'the variant once more',
      update('"variantId":"107362030756584","available":1'),
      400,
      'inventory.variantId must be left out: the field is unknown',
    ],
    ...['"1"', 'null', 'true', '1.5', '1e400', '9007199254740992', '[1]'].flatMap((value) =>
      (['available', 'onHand', 'unavailable', 'incoming'] as const).map(
        (name) =>
          [
            `${name} as ${value}`,
            update(`"${name}":${value}`),
            400,
            `inventory.${name} must be an integer`,
          ] as const,
      ),
    ),
    [
      'negative available where overselling is denied',
      update('"available":-1'),
      400,
      'available would fall from 12 to -1 for variant 107362030756584 at location 50002; the lowest allowed value is 0.',
    ],
    [
      'negative unavailable',
      update('"unavailable":-1'),
      400,
      'unavailable would fall from 0 to -1 for variant 107362030756584 at location 50002; the lowest allowed value is 0.',
    ],
    [
      'negative incoming',
      update('"incoming":-1'),
      400,
      'incoming would fall from 0 to -1 for variant 107362030756584 at location 50002; the lowest allowed value is 0.',
    ],
    [
      'on-hand below what is committed',
      update('"onHand":2'),
      409,
      'available would fall from 12 to -1 for variant 107362030756584 at location 50002; the lowest allowed value is 0.',
    ],
    [
      'quantities that contradict each other',
      update('"available":10,"onHand":10'),
      409,
      'The quantities contradict each other for variant 107362030756584 at location 50002: on-hand is 10, the others make it 13.',
    ],
    [
      'a location where the variant is not connected',
      '{"inventory":{"locationId":"50004","available":1}}',
      404,
      'Variant 107362030756584 is not connected to location 50004.',
    ],
    [
      'an unknown location',
      '{"inventory":{"locationId":"999","available":1}}',
      404,
      'locationId 999 is no location of this shop',
    ],
  ] as const
).map(([name, body, status, error]): Refusal => [name, ['PUT', VARIANT, body], status, error]);

const VARIANTS: readonly Refusal[] = [
  [
    'an unknown variant',
    ['PUT', '/inventory/999', update('"available":1')],
    404,
    'variantId 999 is no variant of this shop',
  ],
  [
    'an escaped slash in the variant',
    ['PUT', '/inventory/107%2F1', update('"available":1')],
    404,
    'variantId 107/1 is no variant of this shop',
  ],
  [
    'a variant whose escapes are broken',
    ['PUT', '/inventory/%E0%A4%A', update('"available":1')],
    404,
    'variantId %E0%A4%A is no variant of this shop',
  ],
];

describe('an update is refused for', () => {
  test.each(UPDATES)('%s', async (...refusal) => {
    await expectRefusal(refusal);
  });
});

describe('an update is refused for its path:', () => {
  test.each(VARIANTS)('%s', async (...refusal) => {
    await expectRefusal(refusal);
  });
});
