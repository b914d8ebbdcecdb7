import type { ContractCase, Exchange } from '../contract-case.ts';

function refused(query: string, error: string): Exchange {
  return { send: `GET /api/202412/inventory?${query}`, receive: `400\n\n{"error": "${error}"}` };
}

/** `GET /inventory`, where it is refused. */
export const QUERY_REFUSALS: readonly ContractCase[] = [
  {
    name: 'a limit below 1 or above 250 is refused',
    lines: ['T17', 'C18'],
    live: 'read',
    steps: [refused('limit=0', 'limit …'), refused('limit=251', 'limit …')],
  },
  {
    name: 'a limit that is no integer is refused',
    lines: ['T17', 'C18'],
    live: 'read',
    steps: ['-1', '1.5', '1e2', 'all', '', '%2050', '0x10', '99999999999'].map((limit) =>
      refused(`limit=${limit}`, 'limit …'),
    ),
  },
  {
    name: 'a parameter that is not known is refused',
    lines: ['C18'],
    live: 'read',
    steps: [
      refused('status=available', 'status …'),
      refused('Limit=1', 'Limit …'),
      refused('variantId=107362030756584', 'variantId …'),
      refused('constructor=1', 'constructor …'),
    ],
  },
  {
    name: 'sinceId is refused: a level has no id of its own',
    lines: ['C13', 'T17'],
    live: 'read',
    steps: [refused('sinceId=1', 'sinceId …')],
  },
  {
    name: 'a parameter that is given twice is refused',
    lines: ['C18', 'E15'],
    live: 'read',
    steps: [
      refused('limit=1&limit=2', 'limit …'),
      refused('variantIds=1&variantIds=2', 'variantIds …'),
      refused('locationIds=1&locationIds=1', 'locationIds …'),
    ],
  },
  {
    name: 'a filter that is no list of ids is refused',
    lines: ['E15', 'C1'],
    live: 'read',
    steps: ['variantIds', 'locationIds'].flatMap((name) =>
      ['', ',', '1,', '1,,2', '1,%202', '1;2', '1%2F2', '[1]'].map((list) =>
        refused(`${name}=${list}`, `${name} …`),
      ),
    ),
  },
  {
    name: 'a cursor that the shop did not give out is refused',
    lines: ['C20', 'T19'],
    live: 'read',
    steps: ['', 'x', 'YWNtZTowOmZyb206Mg', 'null'].map((cursor) =>
      refused(`pageToken=${cursor}`, 'pageToken …'),
    ),
  },
  {
    name: 'next to a cursor only limit may stand',
    lines: ['T18'],
    steps: [
      {
        send: 'GET /api/202412/inventory?limit=1',
        receive: '200\nLink: <…pageToken=$next>; rel=next\n\n{"inventories": [{"…": "…"}]}',
      },
      refused('pageToken=$next&variantIds=107362030756584', 'variantIds …'),
      refused('locationIds=50002&pageToken=$next', 'locationIds …'),
      refused('pageToken=$next&sinceId=1', 'sinceId …'),
      refused('pageToken=$next&pageToken=$next', 'pageToken …'),
      {
        send: 'GET /api/202412/inventory?pageToken=$next&limit=1',
        receive: '200\n\n{"inventories": [{"locationId": "50003", "…": "…"}]}',
      },
    ],
  },
];
