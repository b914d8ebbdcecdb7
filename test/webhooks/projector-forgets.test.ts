import { describe, expect, test } from 'vitest';
import type { OrderProjector, WebhookEvent } from '../../src/webhooks/index.ts';
import { say } from './bodies.ts';
import { numbers, observed, reasons } from './projected.ts';
import {
  at,
  cancelled,
  created,
  fulfilled,
  level,
  MUG,
  NO_DAY,
  NORTH,
  SHIRT,
  SOUTH,
  told,
  updated,
} from './topics.ts';

const HERE = { variantId: SHIRT, locationId: NORTH };

describe('a level is forgotten', () => {
  test('with what orders did to it until then, or with all that is known', () => {
    const projector = observed();
    projector.add(created());
    projector.forget(HERE);

    expect(projector.levels()).toEqual([]);
    expect(projector.gaps()).toEqual([]);
    projector.add(created({ id: '1002', at: at('10:30:00') }));
    expect(reasons(projector)).toEqual(['level-unknown']);
  });

  test('as of a time, and stays where it was read later', () => {
    const projector = observed();
    projector.forget(HERE, { at: at('08:59:59') });
    expect(numbers(projector)).toEqual([10, 0, 10]);
    projector.forget(HERE, { at: at('09:00:01') });
    expect(projector.levels()).toEqual([]);
  });

  test('with what a reading held of orders', () => {
    const projector = observed(level({ updateTime: at('11:00:00') }));
    projector.add(created());
    projector.forget(HERE);

    expect(projector.gaps()).toEqual([]);
  });

  test('with what orders did to it before that, and are told of later', () => {
    const projector = observed();
    projector.forget(HERE, { at: at('11:00:00') });
    projector.add(created());

    expect(projector.gaps()).toEqual([]);
  });

  test('though nothing is known of it', () => {
    const projector = observed();
    projector.forget({ variantId: MUG, locationId: NORTH });

    expect(projector.levels()).toHaveLength(1);
    expect(projector.add(updated({ variantId: MUG }))).toBe('applied');
  });

  test('for good by compacting: what is told of it later is new, however old', () => {
    const old = updated({ available: 4, updateTime: at('09:30:00') });
    const compacted = (before: string): OrderProjector => {
      const projector = observed();
      projector.forget(HERE, { at: at('10:00:00') });
      projector.compact({ before: at(before) });
      return projector;
    };

    expect(compacted('10:00:00').add(old)).toBe('outdated');
    expect(compacted('10:00:01').add(old)).toBe('applied');
  });

  test('but not while it is there, or orders have done something to it since', () => {
    const projector = observed();
    projector.compact({ before: at('12:00:00') });
    expect(numbers(projector)).toEqual([10, 0, 10]);
    projector.forget(HERE);
    projector.add(created());
    projector.compact({ before: at('12:00:00') });

    expect(reasons(projector)).toEqual(['level-unknown']);
  });

  test('so that nobody waits for it to be read', () => {
    const projector = observed(level(), level({ locationId: SOUTH }));
    projector.forget({ variantId: SHIRT, locationId: SOUTH }, { at: at('10:00:00') });
    projector.compact({ before: at('10:30:00') });
    projector.add(cancelled({ lines: [{ locationId: null, quantity: 1 }] }));

    expect(reasons(projector)).toEqual(['creation-missing']);
    projector.observe([level()], { at: at('12:30:00') });
    expect(projector.gaps()).toEqual([]);
  });
});

describe('an order is forgotten', () => {
  const both = [{ quantity: 2 }, { locationId: SOUTH, quantity: 1 }];
  const readAt = (time: string, ...levels: Parameters<typeof level>[0][]) => {
    return (projector: OrderProjector): void =>
      projector.observe(levels.map(level), { at: at(time) });
  };
  const add = (event: WebhookEvent) => (projector: OrderProjector) => projector.add(event);
  const said = told('orders/update', { lines: [{ quantity: 3 }], updateTime: at('12:00:00') });

  test.each<[name: string, isForgotten: boolean, ...steps: ((one: OrderProjector) => unknown)[]]>([
    ['once its level was read with none committed', true, add(created()), readAt('11:00:00', {})],
    ['not while it is committed', false, add(created()), readAt('11:00:00', { committed: 3 })],
    [
      'though others commit the same level, where it has nothing open',
      true,
      add(created()),
      add(fulfilled()),
      readAt('11:00:00', { committed: 2 }),
    ],
    ['not before it was read', false, add(created()), add(fulfilled()), readAt('10:30:00', {})],
    [
      'not before all its levels were',
      false,
      add(created({ lines: both })),
      readAt('11:00:00', {}),
      readAt('09:30:00', { locationId: SOUTH }),
    ],
    [
      'once they were',
      true,
      add(created({ lines: both })),
      readAt('11:00:00', {}, { locationId: SOUTH }),
    ],
    [
      'not while any of them is committed',
      false,
      add(created({ lines: both })),
      readAt('11:00:00', { committed: 1 }, { locationId: SOUTH }),
    ],
    [
      'not where something was said of it since, that it has open',
      false,
      add(created()),
      readAt('11:59:59', {}),
      add(said),
    ],
    ['once it was read after that', true, add(created()), readAt('12:00:00', {}), add(said)],
    [
      'not while somebody has to say where a line of it is',
      false,
      add(created({ lines: [{ quantity: 1 }, { locationId: null, quantity: 1 }] })),
      readAt('11:00:00', {}),
    ],
    [
      'not while a gap of it is open',
      false,
      add(created()),
      add(fulfilled({ fulfillments: [{ id: 'f', at: at('11:00:00'), lines: [{ quantity: 4 }] }] })),
      readAt('10:30:00', {}),
    ],
    [
      'though its creation never came, once the gap is healed',
      true,
      add(cancelled()),
      readAt('12:30:00', {}),
    ],
  ])('%s', (_, isForgotten, ...steps) => {
    const projector = observed(level(), level({ locationId: SOUTH }));
    for (const step of steps) step(projector);

    expect(projector.compact()).toBe(isForgotten ? 1 : 0);
  });

  /** A projector that has forgotten an order of 11:00, and knows one of 10:00 that is open. */
  function forgetful(): OrderProjector {
    const projector = observed(level({ available: 20 }), level({ variantId: MUG }));
    projector.add(created());
    const mugs = { lines: [{ variantId: MUG, quantity: 1 }] };
    projector.add(created({ id: '1002', at: at('11:00:00'), ...mugs }));
    projector.observe([level({ variantId: MUG })], { at: at('11:30:00') });
    expect(projector.compact()).toBe(1);
    return projector;
  }

  test('and those that are known, or placed later, are in no doubt', () => {
    const projector = forgetful();
    projector.add(fulfilled({ at: at('12:00:00') }));
    projector.add(created({ id: '1003', at: at('13:00:00') }));

    expect(projector.gaps()).toEqual([]);
    expect(numbers(projector)).toEqual([14, 3, 17]);
  });

  test('with its gaps, even where its level is forgotten as well', () => {
    const projector = observed();
    projector.add(cancelled());
    projector.forget(HERE, { at: at('12:30:00') });
    expect(projector.compact({ before: at('13:00:00') })).toBe(1);

    expect(projector.gaps()).toEqual([]);
  });

  test('and what may be one of them is in doubt, whatever comes after', () => {
    const projector = forgetful();
    const late = { id: '1004', at: at('10:30:00') };
    expect(projector.add(created({ ...late, updateTime: at('12:00:00') }))).toBe('refused');
    expect(projector.add(created({ ...late, updateTime: at('12:30:00') }))).toBe('duplicate');
    projector.add(fulfilled({ id: '1004', updateTime: at('13:00:00') }));

    expect(reasons(projector)).toContain('order-unclear');
  });

  test('and a part of one without its creation is held', () => {
    const projector = forgetful();

    expect(projector.add(cancelled({ at: at('10:30:00') }))).not.toBe('held');
    const late = { id: '1004', lines: [{ variantId: MUG, quantity: 1 }] };
    expect(projector.add(cancelled(late))).toBe('held');
    expect(reasons(projector)).toEqual(['creation-missing', 'order-unclear']);
  });

  test('and the latest of them counts, in whatever order they are forgotten', () => {
    const projector = forgetful();
    projector.observe([level({ available: 17 })], { at: at('11:30:00') });
    expect(projector.compact()).toBe(1);
    projector.add(created({ id: '1004', at: at('10:30:00'), updateTime: at('12:00:00') }));

    expect(reasons(projector)).toContain('order-unclear');
  });
});

describe('what happened at a time that is not known, and may be in a reading', () => {
  const read = level({ available: 7, committed: 3, updateTime: at('11:00:00') });

  test('counts where it takes units out of sale', () => {
    const projector = observed(read);
    projector.add(created());
    projector.add(say('update', '12:00:00', { shirts: 5 }));

    expect(numbers(projector)).toEqual([5, 5, 10]);
    expect(reasons(projector)).toEqual(['level-unclear']);
  });

  test('does not count otherwise', () => {
    const projector = observed(read);
    projector.add(created());
    const lineItems = [{ variantId: SHIRT, quantity: '1' }];
    const fulfillments = [{ id: '1', createTime: NO_DAY, lineItems }];
    projector.add(say('partiallyFulfilled', '12:00:00', { fulfillments }));

    expect(numbers(projector)).toEqual([7, 3, 10]);
    expect(reasons(projector)).toEqual(['level-unclear']);
  });
});
