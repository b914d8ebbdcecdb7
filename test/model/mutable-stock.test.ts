import { expect, test } from 'vitest';
import { applyDecision, decide, mutableStock } from '../../src/model/index.ts';
import { accept, event, HERE, level, line, MUG, stockOf } from './fixtures.ts';

const stock = stockOf([level({ available: 5 }), level({ variantId: MUG })]);
const disconnected = event({ type: 'variant.disconnected', ...HERE, variantId: MUG });
const placed = event({ type: 'order.placed', orderId: '1001', lines: [line({ quantity: 2 })] });

test.each([disconnected, placed])(
  'a mutable stock counts what a state counts: $type',
  (happened) => {
    const mutable = mutableStock(stock);
    mutable.apply(happened);
    expect(mutable.state.position).toBe(stock.position + 1);
    expect(mutable.snapshot().position).toBe(accept(stock, happened).state.position);
  },
);

test('a decision that is applied to a mutable stock is made once', () => {
  const mutable = mutableStock(stock);
  applyDecision(mutable, placed, decide(mutable, placed));
  const again = decide(mutable, placed);
  expect(again).toMatchObject({ ok: true, duplicate: true });
  expect(decide(mutable, { ...placed, at: '2026-03-02T09:30:00Z' }).ok).toBe(false);
});
