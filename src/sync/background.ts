import type { CallOptions } from '../client/index.ts';

/** How bulk calls send what they do: behind the calls that somebody waits for. */
export const BACKGROUND: CallOptions = { priority: 'background' };
