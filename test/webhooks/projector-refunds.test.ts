import { describe, expect, test } from 'vitest';
import { createOrderProjector } from '../../src/webhooks/index.ts';
import type { WebhookEvent } from '../../src/webhooks/index.ts';
import { observed } from './projected.ts';
import { at, created, level, MUG, sent, SHIRT, SOUTH } from './topics.ts';

interface RefundFields {
  readonly refundId?: string;
  readonly status?: string;
  readonly updateTime?: string;
  readonly variantIds?: readonly string[];
}

/** Somebody got money back for a shirt at 11:00, unless it says otherwise. */
function refunded({
  refundId = '7',
  status = '3',
  updateTime = at('11:00:00'),
  variantIds = [SHIRT],
}: RefundFields = {}): WebhookEvent {
  const lineItems = variantIds.map((variantId) => ({ lineItem: { variantId }, quantity: '1' }));
  return sent('refunds/create', { refund: { refundId, status, updateTime, lineItems } });
}

const NOON = { at: at('12:00:00') };

describe('a refund puts its variants in doubt', () => {
  test('until all levels of each that are known were read', () => {
    const levels = [level(), level({ locationId: SOUTH }), level({ variantId: MUG })];
    for (const last of levels) {
      const projector = observed(...levels);
      projector.add(refunded({ variantIds: [SHIRT, MUG] }));
      projector.observe(
        levels.filter((each) => each !== last),
        NOON,
      );

      expect(projector.gaps()).toMatchObject([{ query: { variantIds: [SHIRT, MUG] } }]);
      projector.observe([last], NOON);
      expect(projector.gaps()).toEqual([]);
    }
  });

  test('until one is known at all', () => {
    const projector = createOrderProjector();
    projector.add(refunded());
    projector.add(created({ lines: [{ locationId: SOUTH, quantity: 1 }] }));

    expect(projector.gaps()).toHaveLength(2);
    projector.observe([level()], NOON);
    expect(projector.gaps()).toMatchObject([{ reason: 'level-unknown', locationId: SOUTH }]);
  });

  test('and all of them where it names none', () => {
    const projector = observed(level(), level({ variantId: MUG }));
    projector.add(refunded({ variantIds: [] }));

    const gap = { reason: 'return-unclear', refundId: '7', query: {} };
    expect(projector.gaps()).toStrictEqual([gap]);
    projector.observe([level()], NOON);
    expect(projector.gaps()).toHaveLength(1);
    projector.observe([level({ variantId: MUG })], NOON);
    expect(projector.gaps()).toEqual([]);
  });

  test('since it was first told, however late it is told again', () => {
    const early = refunded();
    const late = refunded({ updateTime: at('13:00:00') });
    for (const events of [
      [early, late],
      [late, early],
    ]) {
      const projector = observed(level({ updateTime: at('12:00:00') }));

      expect(events.map((event) => projector.add(event))).toEqual(['applied', 'duplicate']);
      expect(projector.gaps()).toEqual([]);
    }
  });

  test('and of those that any telling of it names', () => {
    const projector = observed(level(), level({ variantId: MUG }));
    projector.add(refunded());
    projector.add(refunded({ variantIds: [MUG] }));

    expect(projector.gaps()).toMatchObject([{ query: { variantIds: [SHIRT, MUG] } }]);
  });

  test('anew in each of its states, as there may be units that came back since', () => {
    const projector = observed(level({ updateTime: at('12:00:00') }));
    projector.add(refunded({ status: '1' }));

    expect(projector.add(refunded({ updateTime: at('13:00:00') }))).toBe('applied');
    expect(projector.gaps()).toHaveLength(1);
  });
});

test('refunds that are unclear are told in the order of their ids', () => {
  const ids = ['8', '7', '9'];
  const seen = [ids, ids.toReversed()].map((order) => {
    const projector = observed();
    for (const refundId of order) projector.add(refunded({ refundId }));
    return projector.gaps().map((gap) => 'refundId' in gap && gap.refundId);
  });

  expect(seen).toEqual([
    ['7', '8', '9'],
    ['7', '8', '9'],
  ]);
});

test('a refund is forgotten once it is older than asked for, and in readings', () => {
  const projector = observed();
  const isKnown = (before: string): boolean => {
    projector.compact({ before: at(before) });
    return projector.add(refunded()) === 'duplicate';
  };
  projector.add(refunded());

  expect(isKnown('13:00:00')).toBe(true);
  projector.observe([level()], NOON);
  expect(isKnown('11:00:00')).toBe(true);
  expect(isKnown('11:00:01')).toBe(false);
});
