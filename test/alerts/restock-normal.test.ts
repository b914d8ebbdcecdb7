import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inverseNormal } from '../../src/alerts/restock/inverse-normal.ts';

/** Another way to the same distribution: the series of its integral, which converges everywhere. */
function probabilityBelow(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; odd < 400; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

// Digits from Python 3.11, statistics.NormalDist().inv_cdf, an implementation of Wichura's AS241.
test.each([
  [0.5, 0],
  [0.75, 0.6744897501960817],
  [0.8, 0.8416212335729144],
  [0.9, 1.2815515655446008],
  [0.95, 1.6448536269514715],
  [0.975, 1.9599639845400536],
  [0.98, 2.053748910631822],
  [0.99, 2.3263478740408408],
  [0.995, 2.5758293035489],
  [0.999, 3.090232306167813],
  [0.9999, 3.7190164854557084],
])('the table says for %f', (probability, z) => {
  expect(Math.abs(inverseNormal(probability) - z)).toBeLessThanOrEqual(1.15e-9 * z);
});

test('it undoes the distribution', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.0001, max: 0.9999, noNaN: true }), (probability) => {
      expect(probabilityBelow(inverseNormal(probability))).toBeCloseTo(probability, 8);
    }),
    { numRuns: 1000 },
  );
});

test('both sides of the middle are alike', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.0001, max: 0.5, noNaN: true }), (probability) => {
      expect(inverseNormal(1 - probability)).toBeCloseTo(-inverseNormal(probability), 9);
    }),
  );
});
