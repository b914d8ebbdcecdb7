import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ANSWER_RULES } from './answer-rules.ts';
import { CASES } from './cases.ts';
import { UNOBSERVABLE } from './unobservable.ts';

const page = readFileSync(new URL('../../docs/wire-contract.md', import.meta.url), 'utf8');
const documented = [...page.matchAll(/^\| ([A-Z]\d+) +\|/gm)].map(([, line = '']) => line);
const cited = [...CASES, ...ANSWER_RULES].flatMap(({ lines }) => lines);

function isUnobservable(line: string): boolean {
  return line in UNOBSERVABLE || line.charAt(0) in UNOBSERVABLE;
}

test('every line of the contract is checked by a case, or has a reason why it cannot be', () => {
  expect(documented.filter((line) => !cited.includes(line) && !isUnobservable(line))).toEqual([]);
});

test('no line is checked that cannot be', () => {
  expect(cited.filter(isUnobservable)).toEqual([]);
});

test('every line that is named here is there', () => {
  const named = [...cited, ...Object.keys(UNOBSERVABLE)];

  expect(
    named.filter((name) => !documented.some((line) => line === name || line.charAt(0) === name)),
  ).toEqual([]);
});

test('no line of the contract has its number twice', () => {
  expect(documented).toHaveLength(new Set(documented).size);
});

test('no two cases have the same name', () => {
  expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
});
