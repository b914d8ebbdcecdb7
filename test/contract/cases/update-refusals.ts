import type { ContractCase } from '../contract-case.ts';

const UNCHANGED = {
  send: 'GET /api/202412/inventory?variantIds=107362030756584&locationIds=50002',
  receive: `200

    {"inventories": [{"available": "12", "committed": "3", "unavailable": "2", "incoming": "8",
      "onHand": "17", "updateTime": "2026-03-01T10:00:00.000Z", "…": "…"}]}`,
};

/** A body for the level that UNCHANGED shows, given its quantities. */
function put(quantities: string): string {
  return `PUT /api/202412/inventory/107362030756584

    {"inventory": {"locationId": "50002", ${quantities}}}`;
}

/** `PUT /inventory/{variantId}`, where it is refused, and the level stays. */
export const UPDATE_REFUSALS: readonly ContractCase[] = [
  {
    name: 'an update that names committed is refused',
    lines: ['E12', 'E13', 'M2'],
    live: 'write',
    steps: [
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002", "committed": 3}}`,
        receive: '400\n\n{"error": "inventory.committed …"}',
      },
    ],
  },
  {
    name: 'committed among other quantities is refused, and none of them changes',
    lines: ['E12', 'E13', 'M2'],
    steps: [
      { send: put('"available": 1, "committed": 9'), receive: '400\n\n{"error": "…committed…"}' },
      { send: put('"committed": null'), receive: '400\n\n{"error": "…committed…"}' },
      { send: put('"committed": "3"'), receive: '400\n\n{"error": "…committed…"}' },
      UNCHANGED,
    ],
  },
  {
    name: 'a quantity that is no integer number is refused',
    lines: ['T8', 'C18'],
    steps: [
      ...['available', 'onHand', 'unavailable', 'incoming'].flatMap((name) =>
        ['"7"', 'null', 'true', '1.5', '9007199254740992', '[1]'].map((value) => ({
          send: put(`"${name}": ${value}`),
          receive: `400\n\n{"error": "inventory.${name} …"}`,
        })),
      ),
      UNCHANGED,
    ],
  },
  {
    name: 'an update that names no quantity is refused',
    lines: ['C18', 'E10'],
    live: 'write',
    steps: [
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50002"}}`,
        receive: '400\n\n{"error": "inventory …"}',
      },
    ],
  },
  {
    name: 'an update without a location is refused',
    lines: ['E10', 'C18'],
    live: 'write',
    steps: [
      {
        send: 'PUT /api/202412/inventory/107362030756584\n\n{"inventory": {"available": 1}}',
        receive: '400\n\n{"error": "inventory.locationId …"}',
      },
    ],
  },
  {
    name: 'an update of a variant that is not connected to the location is refused',
    lines: ['E11', 'C19'],
    steps: [
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "50004", "available": 1}}`,
        receive: '404\n\n{"error": "…107362030756584…50004…"}',
      },
      {
        send: 'GET /api/202412/inventory?locationIds=50004',
        receive: '200\n\n{"inventories": []}',
      },
    ],
  },
  {
    name: 'an unknown variant or location is not found',
    lines: ['E11', 'C17'],
    live: 'write',
    steps: [
      {
        send: 'PUT /api/202412/inventory/999\n\n{"inventory": {"locationId": "50002", "available": 1}}',
        receive: '404\n\n{"error": "variantId 999 …"}',
      },
      {
        send: `PUT /api/202412/inventory/107362030756584

          {"inventory": {"locationId": "999", "available": 1}}`,
        receive: '404\n\n{"error": "locationId 999 …"}',
      },
    ],
  },
  {
    name: 'a negative quantity that no level could have is refused with 400',
    lines: ['C19'],
    steps: [
      { send: put('"available": -1'), receive: '400\n\n{"error": "available …-1…"}' },
      { send: put('"unavailable": -1'), receive: '400\n\n{"error": "unavailable …-1…"}' },
      { send: put('"incoming": -1'), receive: '400\n\n{"error": "incoming …-1…"}' },
      { send: put('"onHand": -1'), receive: '400\n\n{"error": "…"}' },
      UNCHANGED,
    ],
  },
  {
    name: 'on-hand below what is committed and set aside is refused with 409',
    lines: ['C19', 'C6'],
    steps: [
      { send: put('"onHand": 4'), receive: '409\n\n{"error": "available …-1…"}' },
      UNCHANGED,
      {
        send: put('"onHand": 5'),
        receive: '200\n\n{"inventory": {"available": "0", "onHand": "5", "…": "…"}}',
      },
    ],
  },
  {
    name: 'quantities that contradict each other are refused with 409',
    lines: ['C19', 'M7'],
    steps: [
      {
        send: put('"available": 10, "onHand": 10'),
        receive: '409\n\n{"error": "…on-hand…10…15…"}',
      },
      {
        send: put('"available": 10, "unavailable": 0, "onHand": 12'),
        receive: '409\n\n{"error": "…on-hand…12…13…"}',
      },
      UNCHANGED,
    ],
  },
  {
    name: 'a sum that a number cannot hold is refused with 400',
    lines: ['C19', 'T7'],
    steps: [
      { send: put('"available": 9007199254740991'), receive: '400\n\n{"error": "…"}' },
      UNCHANGED,
    ],
  },
];
