import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { bundleByEsbuild } from './bundle.ts';
import { describeSmoke } from './describe-smoke.ts';
import { pinOf } from './pins.ts';
import { run, startAndWait } from './program.ts';
import type { SmokeResult } from './smoke/index.ts';

const VERSION = pinOf('hosts', 'workerd');
const WORKERD = 'node_modules/.bin/workerd';

/** A version is `1.` and the day whose behaviour it knows: 1.20261023.1. */
const DAY = VERSION.replace(/^1\.(\d{4})(\d\d)(\d\d)\.\d+$/, '$1-$2-$3');

/** A worker that nobody has touched since: then a request with `cache` was an error. */
const OLD_DAY = '2024-03-01';

const WORKER = `
import * as copy from 'genstore-inventory-copy';
import { runSmoke } from './smoke/index.ts';

export default {
  fetch: async (request) => {
    const address = new URL(request.url).searchParams.get('address');
    return Response.json(await runSmoke({ address, copy }));
  },
};
`;

/** Without compatibility flags: the package needs nothing of Node. */
function configOf(bundle: string, day: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (
      name = "smoke",
      worker = (
        modules = [(name = "worker", esModule = embed "${bundle}")],
        compatibilityDate = "${day}",
        globalOutbound = "loopback",
      ),
    ),
    (name = "loopback", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "smoke")],
);
`;
}

test(`workerd ${VERSION} is what was run`, async () => {
  const { folder } = inject('installed').hosts;
  const { stdout } = await run(join(folder, WORKERD), ['--version'], folder);
  expect(stdout).toBe(`workerd ${DAY}\n`);
});

for (const day of [DAY, OLD_DAY]) {
  describeSmoke({
    name: `workerd ${VERSION} as of ${day}`,
    run: async (folder, address) => {
      const bundle = await bundleByEsbuild(folder, 'worker', WORKER);
      writeFileSync(join(folder, 'worker.capnp'), configOf(bundle, day));
      // It writes on this descriptor where it listens.
      const words = ['serve', 'worker.capnp', '--control-fd=1'];
      const worker = await startAndWait(join(folder, WORKERD), words, folder, /"port":(\d+)/);
      try {
        const query = new URLSearchParams({ address });
        const response = await fetch(`http://127.0.0.1:${worker.said}/?${query.toString()}`);
        return (await response.json()) as SmokeResult[];
      } finally {
        await worker.stop();
      }
    },
  });
}
