import type { Fault, FaultKind } from '../../src/testing/index.ts';

/** Something that goes wrong with an update of 12 available units to 7, and what is seen of it. */
export interface FaultCase {
  readonly name: string;
  readonly fault: Fault;
  /** What comes back, in the form of http-text.ts; `BROKEN` where the connection breaks. */
  readonly receive: string;
  /** How many units are available afterwards. */
  readonly leaves: 7 | 12;
}

const BROKEN = '0';
const LEVEL =
  '{"productId":"8589934859","variantId":"107362030756584","locationId":"50002","available":"7",' +
  '"committed":"3","unavailable":"2","incoming":"8","onHand":"12",' +
  '"updateTime":"2026-03-01T10:00:00.000Z"}';

/** What a write can meet, kind by kind; the rest is in describe-faults.ts. */
const BY_KIND: Readonly<
  Record<Exclude<FaultKind, 'delay' | 'redirect' | 'stale-read'>, readonly FaultCase[]>
> = {
  'cut-before': [
    {
      name: 'cut-before breaks the connection, and nothing was carried out',
      fault: { kind: 'cut-before' },
      receive: BROKEN,
      leaves: 12,
    },
  ],
  late: [
    {
      name: 'late breaks the connection, while the update is still under way',
      fault: { kind: 'late' },
      receive: BROKEN,
      leaves: 12,
    },
  ],
  'cut-after': [
    {
      name: 'cut-after breaks the connection when the update is done',
      fault: { kind: 'cut-after' },
      receive: BROKEN,
      leaves: 7,
    },
  ],
  'cut-mid-body': [
    {
      name: 'cut-mid-body breaks the connection on the way back',
      fault: { kind: 'cut-mid-body' },
      receive: BROKEN,
      leaves: 7,
    },
  ],
  malformed: [
    {
      name: 'malformed brings a body that is no JSON',
      fault: { kind: 'malformed' },
      receive: `200\nContent-Type: application/json\n\n{"inventory":${LEVEL},}`,
      leaves: 7,
    },
  ],
  truncated: [
    {
      name: 'truncated brings half of a body, as if that were all',
      fault: { kind: 'truncated' },
      receive: `200\nContent-Type: application/json\n\n${`{"inventory":${LEVEL}}`.slice(0, 105)}`,
      leaves: 7,
    },
  ],
  empty: [
    {
      name: 'empty brings no body',
      fault: { kind: 'empty' },
      receive: '200',
      leaves: 7,
    },
  ],
  'wrong-content-type': [
    {
      name: 'wrong-content-type brings a page of HTML',
      fault: { kind: 'wrong-content-type' },
      receive: '200\nContent-Type: text/html; charset=utf-8\n\n<!doctype html>…',
      leaves: 7,
    },
  ],
  'wrong-variant': [
    {
      name: 'wrong-variant brings the level of another variant',
      fault: { kind: 'wrong-variant', variantId: '5' },
      receive: '200\n\n{"inventory": {"variantId": "5", "available": "7", "…": "…"}}',
      leaves: 7,
    },
  ],
  'rate-limited': [
    {
      name: 'rate-limited brings 429, and a time to come back',
      fault: { kind: 'rate-limited', retryAfter: 2 },
      receive: '429\nRetry-After: 2\n\n{"error": "…"}',
      leaves: 12,
    },
    {
      name: 'rate-limited can leave the time open',
      fault: { kind: 'rate-limited', retryAfter: null },
      receive: '429\nRetry-After: (none)\n\n{"error": "…"}',
      leaves: 12,
    },
    {
      name: 'rate-limited can name a date',
      fault: { kind: 'rate-limited', retryAfter: 'Sun, 01 Mar 2026 10:00:05 GMT' },
      receive: '429\nRetry-After: Sun, 01 Mar 2026 10:00:05 GMT\n\n{"error": "…"}',
      leaves: 12,
    },
  ],
  status: [
    {
      name: 'status brings any status, header and body',
      fault: {
        kind: 'status',
        status: 503,
        body: { error: 'Later' },
        headers: { 'X-Cache': 'MISS' },
      },
      receive: '503\nX-Cache: MISS\n\n{"error": "Later"}',
      leaves: 12,
    },
    {
      name: 'status can come when the update is done',
      fault: { kind: 'status', status: 504, body: 'Gateway timeout', applied: true },
      receive: '504\n\nGateway timeout',
      leaves: 7,
    },
  ],
};

export const FAULT_CASES: readonly FaultCase[] = Object.values(BY_KIND).flat();
