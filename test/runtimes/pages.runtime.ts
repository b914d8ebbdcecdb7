import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { chromium } from 'playwright';
import type { Route } from 'playwright';
import { launchOptions } from '../browser/chromium.ts';
import { buildByVite, bundleByEsbuild, pageOf } from './bundle.ts';
import { describeSmoke } from './describe-smoke.ts';
import { pinOf } from './pins.ts';
import type { SmokeResult } from './smoke/index.ts';

const PAGE = `
import * as copy from 'genstore-inventory-copy';
import { runSmoke } from './smoke/index.ts';

globalThis.smoke = (address) => runSmoke({ address, copy });
`;

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** Serves a folder to a page. */
async function servePage(folder: string): Promise<{ url: string; close: () => void }> {
  const server = createServer(({ url = '/' }, response) => {
    const path = join(folder, url === '/' ? 'index.html' : url);
    try {
      const body = readFileSync(path);
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}

/** Asks the control surface for a page: it hears none of another origin. */
async function askForPage(route: Route): Promise<void> {
  const request = route.request();
  const answer = await fetch(request.url(), { method: request.method(), body: request.postData() });
  const headers = { 'Access-Control-Allow-Origin': '*' };
  await route.fulfill({ status: answer.status, body: await answer.text(), headers });
}

/** Opens the page of a folder in Chromium, and runs the cases in it. */
async function runInPage(folder: string, address: string): Promise<readonly SmokeResult[]> {
  const page = await servePage(folder);
  const browser = await chromium.launch(launchOptions());
  try {
    const tab = await browser.newPage();
    await tab.route('**/__fake/**', askForPage);
    await tab.goto(page.url);
    const call = `globalThis.smoke(${JSON.stringify(address)})`;
    return await tab.evaluate<readonly SmokeResult[]>(call);
  } finally {
    await browser.close();
    page.close();
  }
}

describeSmoke({
  name: `Chromium, with a bundle by esbuild ${pinOf('hosts', 'esbuild')}`,
  run: async (folder, address) => {
    const bundle = await bundleByEsbuild(folder, 'page', PAGE);
    writeFileSync(join(folder, 'bundled/index.html'), pageOf(bundle.replace('bundled', '')));
    return runInPage(join(folder, 'bundled'), address);
  },
});

describeSmoke({
  name: `Chromium, with a page built by Vite ${pinOf('hosts', 'vite')}`,
  run: async (folder, address) => {
    const built = await buildByVite(folder, 'page', PAGE);
    return runInPage(join(folder, built), address);
  },
});
