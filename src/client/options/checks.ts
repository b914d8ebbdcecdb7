import { check, checkNumber, checkObject, within } from '../../base/check.ts';
import type { Place } from '../../base/check.ts';
import { isClock } from '../../base/clock.ts';

/** Checks what was given; what is left out is not asked about. */
export type Check = (place: Place, value: unknown) => void;

/** A check for every field of an interface: one that is missing here does not compile. */
export type ChecksOf<Type> = { readonly [Name in keyof Required<Type>]: Check };

/** Checks an argument: its names, and what is given under them. */
export function checkFields(
  place: Place,
  argument: unknown,
  checks: Readonly<Record<string, Check>>,
  expected = 'an object, or left out',
): void {
  checkObject(place, argument, checks, expected);
  checkGiven(place, argument, checks);
}

/** Checks what is given under some of the names. */
export function checkGiven(
  place: Place,
  argument: object,
  checks: Readonly<Record<string, Check>>,
): void {
  for (const [name, checkField] of Object.entries(checks)) {
    const value: unknown = Reflect.get(argument, name);
    if (value !== undefined) checkField(within(place, name), value);
  }
}

/** For what is checked elsewhere, or only compared. */
export function checkNothing(): void {}

/** Checks a clock. */
export function checkClock(place: Place, clock: unknown): void {
  check(place, isClock(clock), 'an object with now and setTimer');
}

/** Checks a duration. */
export function checkDuration(place: Place, value: unknown): void {
  const isTime = typeof value === 'number' && value > 0;
  check(place, isTime, 'a number of milliseconds above 0');
}

/** Checks a count that may be 0. */
export function checkCount(place: Place, value: unknown): void {
  checkNumber(place, value, { from: 0, isInteger: true });
}

/** Checks a count of at least 1. */
export function checkPositive(place: Place, value: unknown): void {
  checkNumber(place, value, { from: 1, isInteger: true });
}
