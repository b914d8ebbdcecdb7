import type { ContractCase, Exchange } from '../contract-case.ts';

const CONNECT = 'POST /api/202412/inventory/connect';
const VARIANT = 'PUT /api/202412/inventory/107362030756584';

/** The same refusal by both endpoints that take a body, given what follows their first line. */
function byBoth(rest: string, receive: string): Exchange[] {
  return [CONNECT, VARIANT].map((line) => ({ send: `${line}${rest}`, receive }));
}

const MIB = 1_048_576;

/** An update whose body has a number of bytes. */
function paddedTo(bytes: number): string {
  const [head, tail] = ['{"inventory":', '{"locationId": "50002", "available": 1}}'] as const;
  return `${VARIANT}\n\n${head}${' '.repeat(bytes - head.length - tail.length)}${tail}`;
}

/** What the bodies of both writes must be. */
export const BODIES: readonly ContractCase[] = [
  {
    name: 'a body of another content type, or of none, is refused',
    lines: ['T5', 'C18'],
    steps: [
      '(none)',
      'text/plain',
      'application/jsonp',
      'application/x-www-form-urlencoded',
    ].flatMap((type) =>
      byBoth(`\nContent-Type: ${type}\n\n{}`, '400\n\n{"error": "…Content-Type…"}'),
    ),
  },
  {
    name: 'a content type may name a charset, and be written in capitals',
    lines: ['T5', 'C18'],
    steps: ['application/json; charset=utf-8', 'Application/JSON'].map((type) => ({
      send: `PUT /api/202412/inventory/107362030756584
        Content-Type: ${type}

        {"inventory": {"locationId": "50002", "available": 12}}`,
      receive: '200\n\n{"inventory": {"available": "12", "…": "…"}}',
    })),
  },
  {
    name: 'an empty body is refused',
    lines: ['C18'],
    steps: byBoth('\n\n', '400\n\n{"error": "…empty…"}'),
  },
  {
    name: 'no body at all is refused',
    lines: ['C18'],
    steps: byBoth('\nContent-Type: application/json', '400\n\n{"error": "…empty…"}'),
  },
  {
    name: 'a body of up to 1 MiB is read, and a larger one refused',
    lines: ['C18'],
    steps: [
      { send: paddedTo(MIB), receive: '200\n\n{"inventory": {"available": "1", "…": "…"}}' },
      { send: paddedTo(MIB + 1), receive: '400\n\n{"error": "…1 MiB…"}' },
    ],
  },
  {
    name: 'what is no JSON is refused, and not quoted',
    lines: ['T5', 'C18'],
    steps: [
      ...byBoth('\n\n{"inventory":', '400\n\n{"error": "The body must be JSON"}'),
      ...byBoth(`\n\n{'inventory': {}}`, '400\n\n{"error": "The body must be JSON"}'),
      ...byBoth('\n\ninventory=1', '400\n\n{"error": "The body must be JSON"}'),
    ],
  },
  {
    name: 'JSON that is no object is refused',
    lines: ['C18', 'T10'],
    steps: ['[]', 'null', '7', '"inventory"'].flatMap((body) =>
      byBoth(`\n\n${body}`, '400\n\n{"error": "…body must be an object…"}'),
    ),
  },
  {
    name: 'a body without its envelope is refused',
    lines: ['T9', 'T10', 'C18'],
    steps: [
      ...byBoth('\n\n{}', '400\n\n{"error": "…inventory…"}'),
      ...byBoth('\n\n{"inventory": []}', '400\n\n{"error": "…inventory…"}'),
      {
        send: `${VARIANT}

          {"locationId": "50002", "available": 1}`,
        receive: '400\n\n{"error": "…inventory…"}',
      },
      {
        send: `${CONNECT}

          {"variantId": "107362030756584", "locationId": "50004"}`,
        receive: '400\n\n{"error": "…inventory…"}',
      },
    ],
  },
  {
    name: 'a field that is not known is refused, beside the envelope and in it',
    lines: ['C18', 'E8', 'E10'],
    steps: [
      {
        send: `${CONNECT}

          {"inventory": {"variantId": "107362030756584", "locationId": "50004"}, "force": true}`,
        receive: '400\n\n{"error": "force …"}',
      },
      {
        send: `${CONNECT}

          {"inventory": {"variantId": "107362030756584", "locationId": "50004", "available": 3}}`,
        receive: '400\n\n{"error": "inventory.available …"}',
      },
      {
        send: `${VARIANT}

          {"inventory": {"locationId": "50002", "available": 1, "reserved": 1}}`,
        receive: '400\n\n{"error": "inventory.reserved …"}',
      },
      {
        send: `${VARIANT}

          {"inventory": {"variantId": "107362030756584", "locationId": "50002", "available": 1}}`,
        receive: '400\n\n{"error": "inventory.variantId …"}',
      },
      {
        send: `${VARIANT}

          {"inventory": {"locationId": "50002", "available": 1}, "expected": {"available": 12}}`,
        receive: '400\n\n{"error": "expected …"}',
      },
    ],
  },
  {
    name: 'a query parameter of a write is refused',
    lines: ['C18'],
    steps: [
      {
        send: `${VARIANT}?dryRun=true

          {"inventory": {"locationId": "50002", "available": 1}}`,
        receive: '400\n\n{"error": "dryRun …"}',
      },
      {
        send: `${CONNECT}?limit=1

          {"inventory": {"variantId": "107362030756584", "locationId": "50004"}}`,
        receive: '400\n\n{"error": "limit …"}',
      },
    ],
  },
];
