/** Below this probability, and above 1 minus it, another fraction fits better. */
const TAIL = 0.024_25;

const CENTRE_ABOVE = [
  -39.696_830_286_653_76, 220.946_098_424_520_5, -275.928_510_446_968_7, 138.357_751_867_269,
  -30.664_798_066_147_16, 2.506_628_277_459_239,
];
const CENTRE_BELOW = [
  -54.476_098_798_224_06, 161.585_836_858_040_9, -155.698_979_859_886_6, 66.801_311_887_719_72,
  -13.280_681_552_885_72, 1,
];
const TAIL_ABOVE = [
  -0.007_784_894_002_430_293, -0.322_396_458_041_136_5, -2.400_758_277_161_838,
  -2.549_732_539_343_734, 4.374_664_141_464_968, 2.938_163_982_698_783,
];
const TAIL_BELOW = [
  0.007_784_695_709_041_462, 0.322_467_129_070_039_8, 2.445_134_137_142_996, 3.754_408_661_907_416,
  1,
];

/**
 * How many standard deviations above the mean a normally distributed value stays with a probability
 * between 0 and 1: Acklam's approximation by fractions of polynomials, good to 1.15 billionths of the
 * result.
 *
 * @see https://web.archive.org/web/20151030215612/http://home.online.no/~pjacklam/notes/invnorm/
 */
export function inverseNormal(probability: number): number {
  const fromMiddle = probability - 0.5;
  if (Math.abs(fromMiddle) <= 0.5 - TAIL) {
    const square = fromMiddle * fromMiddle;
    return (fromMiddle * polynomial(CENTRE_ABOVE, square)) / polynomial(CENTRE_BELOW, square);
  }
  const tail = fromMiddle < 0 ? probability : 1 - probability;
  const root = Math.sqrt(-2 * Math.log(tail));
  const below = polynomial(TAIL_ABOVE, root) / polynomial(TAIL_BELOW, root);
  return fromMiddle < 0 ? below : -below;
}

/** The value of a polynomial; its coefficients begin with that of the highest power. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((value, coefficient) => value * x + coefficient, 0);
}
