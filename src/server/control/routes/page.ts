import { refuse } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import { readPackageFile } from '../package-file.ts';
import { ok } from '../replies.ts';
import type { ControlRoute } from '../route.ts';

const HTML = 'text/html; charset=utf-8';
/** What the page leaves room for. */
const TOKEN_PLACE = '<meta name="control-token" content="">';

function html(body: string): Answer {
  return { status: 200, headers: { 'Content-Type': HTML }, body };
}

/** What people look at, and what machines read first. */
export const pageRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '',
    answer: '200 the console, a page to look at',
    members: [],
    run: ({ memory }) => {
      const page = readPackageFile('dist/server/console.html');
      if (page !== undefined) {
        return html(page.replace(TOKEN_PLACE, TOKEN_PLACE.replace('""', `"${memory.token}"`)));
      }
      return refuse(404, 'The console is not built: run npm run build. All other paths work');
    },
  },
  {
    method: 'GET',
    path: 'health',
    answer: '200 `{ ok: true, shop, apiVersion, origin, apiUrl, url, boot, version, seq, … }`',
    members: ['shop', 'apiVersion', 'origin', 'apiUrl'],
    run: ({ fake, memory }) => {
      const { shop, apiVersion, origin, apiUrl, requests, droppedRequests, webhooks } = fake;
      const { boot, version, events, url } = memory;
      return ok({
        ok: true,
        shop,
        apiVersion,
        origin,
        apiUrl,
        url: url(),
        boot,
        version,
        seq: events.seq(),
        levels: fake.levels().length,
        requests: requests.length + droppedRequests,
        droppedRequests,
        pendingWebhooks: webhooks.pending,
      });
    },
  },
  {
    method: 'GET',
    path: 'openapi.json',
    answer: '200 the API of the fake, as OpenAPI 3.1',
    members: [],
    run: () => {
      const document = readPackageFile('src/wire/openapi.json');
      if (document === undefined)
        return refuse(404, 'This copy of the package has no openapi.json');
      return { status: 200, headers: { 'Content-Type': 'application/json' }, body: document };
    },
  },
  {
    method: 'GET',
    path: 'report',
    answer: '200 levels, ledger and requests as one page of HTML',
    members: ['report'],
    run: ({ fake }) => html(fake.report()),
  },
  {
    method: 'GET',
    path: 'events',
    answer: '200 server-sent events: what has changed',
    members: ['watch'],
    run: ({ memory, lastEventId }) => ({
      status: 200,
      headers: {},
      body: '',
      stream: (response) => memory.events.stream(response, lastEventId),
    }),
  },
];
