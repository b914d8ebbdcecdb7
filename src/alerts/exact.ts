/** A decimal number, exact: its digits, and how many of them stand behind the point. */
export interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

/** The number that was written down: 0.1 is a tenth, and not the binary fraction next to it. */
export function decimal(value: number): Decimal {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return places < 0 ? { digits: digits * power(-places), places: 0 } : { digits, places };
}

/** The sum. */
export function plus(a: Decimal, b: Decimal): Decimal {
  const places = Math.max(a.places, b.places);
  return { digits: digitsAt(a, places) + digitsAt(b, places), places };
}

/** The product. */
export function times(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, places: a.places + b.places };
}

/** Below 0 where the first is smaller, 0 where both are equal. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const places = Math.max(a.places, b.places);
  const [one, other] = [digitsAt(a, places), digitsAt(b, places)];
  return Number(one > other) - Number(one < other);
}

/** The smallest whole number that is no less; of numbers that are not below 0. */
export function roundUp({ digits, places }: Decimal): number {
  const unit = power(places);
  return Number((digits + unit - 1n) / unit);
}

/** The nearest number that JavaScript counts with. */
export function toNumber({ digits, places }: Decimal): number {
  return Number(`${digits}e-${places}`);
}

/** Whole numbers that stand to each other as these do. */
export function inProportion(values: readonly number[]): bigint[] {
  const decimals = values.map(decimal);
  const places = Math.max(0, ...decimals.map((value) => value.places));
  return decimals.map((value) => digitsAt(value, places));
}

function digitsAt({ digits, places }: Decimal, wanted: number): bigint {
  return digits * power(wanted - places);
}

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}
