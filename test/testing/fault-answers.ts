import { expect } from 'vitest';
import type { Fault } from '../../src/testing/index.ts';

const ANSWER = {
  inventory: {
    productId: '8589934859',
    variantId: '107362030756584',
    locationId: '50002',
    available: '7',
    committed: '3',
    unavailable: '0',
    incoming: '0',
    onHand: '10',
    updateTime: '2026-03-01T10:00:00.000Z',
  },
};
/** What the platform answers to the write that meets a fault. */
export const TEXT = JSON.stringify(ANSWER);

/** A fault, what comes back, and whether the write was carried out. */
type Row = readonly [
  name: string,
  fault: Fault,
  answer: { status: number; body: string; headers?: Readonly<Record<string, string | null>> },
  isApplied: boolean,
];

const JSON_TYPE = { 'content-type': 'application/json' };

/** What a write gets that meets a fault, where it gets a whole answer. */
export const ANSWERS: readonly Row[] = [
  [
    'a status without more has an error body',
    { kind: 'status', status: 503 },
    { status: 503, body: '{"error":"A scripted fault answers 503"}', headers: JSON_TYPE },
    false,
  ],
  [
    'a status of success without more has no body',
    { kind: 'status', status: 202 },
    { status: 202, body: '', headers: { 'content-type': null } },
    false,
  ],
  [
    'a status that allows no body has none',
    { kind: 'status', status: 204, body: 'ignored' },
    { status: 204, body: '' },
    false,
  ],
  [
    'a status with data as its body sends JSON',
    { kind: 'status', status: 402, body: { error: 'Pay first' } },
    { status: 402, body: '{"error":"Pay first"}', headers: JSON_TYPE },
    false,
  ],
  [
    'a status with null as its body sends JSON',
    { kind: 'status', status: 500, body: null },
    { status: 500, body: 'null', headers: JSON_TYPE },
    false,
  ],
  [
    'a status with a text and headers sends them as they are',
    {
      kind: 'status',
      status: 502,
      body: '<h1>Bad gateway</h1>',
      headers: { 'content-type': 'text/html', 'X-Cache': 'miss' },
    },
    {
      status: 502,
      body: '<h1>Bad gateway</h1>',
      headers: { 'content-type': 'text/html', 'x-cache': 'miss' },
    },
    false,
  ],
  [
    'a status can come after the request was carried out',
    { kind: 'status', status: 500, applied: true },
    { status: 500, body: '{"error":"A scripted fault answers 500"}' },
    true,
  ],
  [
    'rate-limited without more waits a second',
    { kind: 'rate-limited' },
    {
      status: 429,
      body: '{"error":"Too many requests: a scripted fault answers"}',
      headers: { 'retry-after': '1' },
    },
    false,
  ],
  [
    'rate-limited takes seconds',
    { kind: 'rate-limited', retryAfter: 2.5 },
    { status: 429, body: expect.any(String) as string, headers: { 'retry-after': '2.5' } },
    false,
  ],
  [
    'rate-limited takes a date',
    { kind: 'rate-limited', retryAfter: 'Sun, 01 Mar 2026 10:00:03 GMT' },
    {
      status: 429,
      body: expect.any(String) as string,
      headers: { 'retry-after': 'Sun, 01 Mar 2026 10:00:03 GMT' },
    },
    false,
  ],
  [
    'rate-limited can leave the header out',
    { kind: 'rate-limited', retryAfter: null },
    { status: 429, body: expect.any(String) as string, headers: { 'retry-after': null } },
    false,
  ],
  [
    'redirect is a 303',
    { kind: 'redirect', location: 'https://elsewhere.example/' },
    { status: 303, body: '', headers: { location: 'https://elsewhere.example/' } },
    false,
  ],
  [
    'redirect can have another status',
    { kind: 'redirect', location: '/login', status: 307 },
    { status: 307, body: '', headers: { location: '/login' } },
    false,
  ],
  [
    'malformed is complete, and no JSON',
    { kind: 'malformed' },
    { status: 200, body: `${TEXT.slice(0, -1)},}`, headers: JSON_TYPE },
    true,
  ],
  [
    'truncated is half of the text',
    { kind: 'truncated' },
    { status: 200, body: TEXT.slice(0, Math.floor(TEXT.length / 2)), headers: JSON_TYPE },
    true,
  ],
  ['empty is a status without a body', { kind: 'empty' }, { status: 200, body: '' }, true],
  [
    'wrong-content-type is a page',
    { kind: 'wrong-content-type' },
    {
      status: 200,
      body: expect.stringMatching(/^<!doctype html>/) as string,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    },
    true,
  ],
  [
    'wrong-content-type can have another type and body',
    { kind: 'wrong-content-type', contentType: 'text/plain', body: TEXT },
    { status: 200, body: TEXT, headers: { 'content-type': 'text/plain' } },
    true,
  ],
  [
    'wrong-variant is about another one',
    { kind: 'wrong-variant' },
    { status: 200, body: TEXT.replace('107362030756584', '999999999999999') },
    true,
  ],
  [
    'wrong-variant is about the one that is named',
    { kind: 'wrong-variant', variantId: '107362030756585' },
    { status: 200, body: TEXT.replace('107362030756584', '107362030756585') },
    true,
  ],
];
