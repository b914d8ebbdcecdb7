import { buildConsole } from '../../src/console/build.ts';

/** Makes the page from the sources as they are now. */
export const setup = buildConsole;
