import type { CallOptions } from '../../client/index.ts';

/** How a watch sends what it reads: behind the calls that somebody waits for. */
export const BACKGROUND: CallOptions = { priority: 'background' };
