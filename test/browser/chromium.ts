import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';

/** For a machine without a display, and for a browser that talks to nobody but the tests. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium that is installed on this machine, without a window. */
export function chromium(): ReturnType<typeof playwright> {
  return playwright({ launchOptions: launchOptions() });
}

/** How that Chromium is started. It is looked for when it is needed: reading a configuration needs none. */
export function launchOptions(): { readonly executablePath: string; args: string[] } {
  return {
    get executablePath() {
      return findChromium();
    },
    args: FLAGS,
  };
}

function findChromium(): string {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, 'chromium');
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  throw new Error('There is no chromium on the PATH. On Debian: apt-get install chromium');
}
