import { BODY_FAULTS } from './body-faults.ts';
import { CONNECTION_FAULTS } from './connection-faults.ts';
import type { Fault } from './fault.ts';
import { STATUS_FAULTS } from './status-faults.ts';

/** Everything that can go wrong with one request. */
export const FAULTS: readonly Fault[] = [...CONNECTION_FAULTS, ...STATUS_FAULTS, ...BODY_FAULTS];

/** Picks faults by name. */
export function pick(...names: readonly string[]): Fault[] {
  return names.map((name) => {
    const fault = FAULTS.find((each) => each.name === name);
    if (fault === undefined) throw new Error(`There is no fault ${name}`);
    return fault;
  });
}
