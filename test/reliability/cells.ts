import type { Fault } from './fault.ts';
import { FAULTS, pick } from './faults.ts';
import type { Role, Script } from './scripted-fetch.ts';

/** One combination of what goes wrong. */
export interface Cell {
  readonly name: string;
  readonly script: Script;
  readonly isOrdered: boolean;
}

const TIMES: Readonly<Record<string, number>> = { once: 1, twice: 2, always: Infinity };
const ORDERS: Readonly<Record<string, boolean>> = { '': false, ', and orders arrive': true };

/** Faults that differ from all others in how a pair of them plays out. */
const PAIRED = pick(
  'the connection is cut, nothing done',
  'the connection is cut, all done',
  'the connection is cut, done 700 ms later',
  'no connection is made',
  'no answer, nothing done',
  'no answer, all done',
  '429, Retry-After in seconds',
  '503, nothing done',
  '503, all done',
  '200 with HTML, nothing done',
  '200 with nothing, all done',
  'the body of another variantId',
  '302 to https://elsewhere.example/',
  '401',
);

/** Every fault, so many times, in each of the places, with orders and without. */
export function cells(places: readonly (readonly Role[])[]): Cell[] {
  return cellsOf(places, FAULTS, TIMES);
}

/** Faults of each kind, once, for what takes long to try. */
export function fewCells(places: readonly (readonly Role[])[]): Cell[] {
  return cellsOf(places, PAIRED, { once: 1 });
}

function cellsOf(
  places: readonly (readonly Role[])[],
  faults: readonly Fault[],
  often: Readonly<Record<string, number>>,
): Cell[] {
  return product(places, faults, Object.entries(often), Object.entries(ORDERS)).map(
    ([roles, fault, [howOften, times], [orders, isOrdered]]) => ({
      name: `${howOften} in the ${roles.join(' and the ')}: ${fault.name}${orders}`,
      script: (role, index) => (roles.includes(role) && index < times ? fault : undefined),
      isOrdered,
    }),
  );
}

/** Every fault on the way back only: a reading leaves nothing behind that could tell the difference. */
export function queryCells(pages: readonly number[]): Cell[] {
  const faults = FAULTS.filter(({ name }) => !name.endsWith(', nothing done'));
  return product(pages, faults, Object.entries(TIMES), Object.entries(ORDERS)).map(
    ([page, fault, [often, times], [orders, isOrdered]]) => ({
      name: `${often} on page ${page + 1}: ${fault.name}${orders}`,
      script: (_, index) => (index >= page && index < page + times ? fault : undefined),
      isOrdered,
    }),
  );
}

/** One fault in the first write, and one in what follows: the reading of it, or the next write. */
export function pairs(): Cell[] {
  const places = [
    ['reading', (role: Role) => role === 'later read'],
    ['next write', (role: Role, index: number) => role === 'write' && index === 1],
  ] as const;
  return product(places, PAIRED, PAIRED, Object.entries(ORDERS)).map(
    ([[place, isThere], first, second, [orders, isOrdered]]) => ({
      name: `in the write: ${first.name}, then in the ${place}: ${second.name}${orders}`,
      script: (role, index) => {
        if (role === 'write' && index === 0) return first;
        return isThere(role, index) && index <= 1 ? second : undefined;
      },
      isOrdered,
    }),
  );
}

function product<A, B, C, D>(
  as: readonly A[],
  bs: readonly B[],
  cs: readonly C[],
  ds: readonly D[],
): [A, B, C, D][] {
  return as.flatMap((a) =>
    bs.flatMap((b) => cs.flatMap((c) => ds.map((d): [A, B, C, D] => [a, b, c, d]))),
  );
}
