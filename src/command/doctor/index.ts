// Finds out how a shop speaks. It knows of the package what everybody may know.

export { doctor } from './doctor.ts';
export type { DoctorOptions } from './doctor.ts';
export type { DoctorResult } from './result.ts';
export { printDoctor } from './report.ts';
