// Stands in for the control surface of the server until that is whole.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import type {
  FakeEvent,
  FaultInput,
  InventoryFake,
  VirtualClock,
  WebhookAttempt,
} from '../../src/testing/index.ts';

let boots = 0;
export async function serveInventoryFake(
  fake: InventoryFake,
  { port = 0, clock }: { port?: number; control?: boolean; clock?: VirtualClock } = {},
) {
  boots += 1;
  const boot = `boot-${boots}-${Math.random()}`;
  const token = `token-${boot}`;
  const subs: {
    id: string;
    url: string;
    topics: null;
    sub: { failures: number; isSilent: boolean; unsubscribe(): void };
  }[] = [];
  const attempts: object[] = [];
  const listeners = new Set<(t: string) => void>();
  let last = '';
  const digest = () =>
    [
      fake.ledger().length,
      fake.requests.length + fake.requests.filter((r) => r.status !== undefined).length / 1e6,
      JSON.stringify(fake.faults.pending()),
      `${fake.webhooks.pending}/${attempts.length}/${subs.length}/${JSON.stringify(fake.webhooks.faults.pending())}`,
      String(clock?.now() ?? ''),
    ].join('\n');
  const names = ['stock', 'requests', 'faults', 'webhooks', 'clock'];
  const timer = setInterval(() => {
    const now = digest();
    if (now === last) return;
    const [a, b] = [now.split('\n'), last.split('\n')];
    const changed = names.filter((_, i) => a[i] !== b[i]);
    if (Number(a[0]) < Number(b[0])) changed.push('reset');
    last = now;
    for (const l of listeners) l(`event: change\ndata: ${JSON.stringify({ seq: 1, changed })}\n\n`);
  }, 50);
  last = digest();
  const grow = <T>(all: readonly T[], name: string, q: URLSearchParams) => {
    const after = Number(q.get('after') ?? 0),
      limit = Number(q.get('limit') ?? 1000);
    const items = all
      .slice(after, after + limit)
      .map((item, i) => ({ ...item, number: after + i + 1 }));
    return {
      [name]: items,
      total: all.length,
      dropped: 0,
      next: after + limit < all.length ? after + limit : null,
    };
  };
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', 'http://x');
    const path = url.pathname.replace(/^\/__fake\//, '');
    let body = '';
    req.on('data', (c: Buffer) => (body += c.toString()));
    req.on(
      'end',
      () =>
        void (async () => {
          const json = (v: unknown, s = 200) =>
            res.writeHead(s, { 'Content-Type': 'application/json' }).end(JSON.stringify(v));
          try {
            if (!url.pathname.startsWith('/__fake/')) {
              const r = await fake
                .fetch(fake.origin + req.url, {
                  method: req.method ?? 'GET',
                  headers: req.headers as never,
                  ...(body ? { body } : {}),
                })
                .catch(() => undefined);
              if (!r) return res.destroy();
              return res.writeHead(r.status, Object.fromEntries(r.headers)).end(await r.text());
            }
            if (path === '')
              return res
                .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
                .end(
                  readFileSync(
                    new URL('../../dist/server/console.html', import.meta.url),
                    'utf8',
                  ).replace(
                    'name="control-token" content=""',
                    `name="control-token" content="${token}"`,
                  ),
                );
            if (req.headers.origin && req.headers['x-fake-control'] !== token)
              return json({ error: 'the page token is missing' }, 403);
            if (path === 'events') {
              res.writeHead(200, { 'Content-Type': 'text/event-stream' });
              res.write(`event: hello\ndata: {"boot":"${boot}","seq":0}\n\n`);
              const l = (t: string) => void res.write(t);
              listeners.add(l);
              res.on('close', () => listeners.delete(l));
              return;
            }
            const what = `${req.method} ${path}`;
            const q = url.searchParams;
            const data = body ? (JSON.parse(body) as never) : undefined;
            if (what === 'GET health')
              return json({
                ok: true,
                shop: fake.shop,
                apiVersion: fake.apiVersion,
                url: '',
                boot,
              });
            if (what === 'GET levels') return json(grow(fake.levels(), 'levels', q));
            if (what === 'GET ledger') return json(grow(fake.ledger(), 'entries', q));
            if (what === 'GET requests') return json(grow(fake.requests, 'requests', q));
            if (what === 'GET orders') return json({ orders: fake.orders.all() });
            if (what === 'GET shipments') return json({ shipments: fake.shipments.all() });
            if (what === 'POST apply')
              return json({ levels: fake.apply(data as unknown as FakeEvent) });
            if (what === 'POST reset') {
              fake.reset();
              return res.writeHead(204).end();
            }
            if (what === 'GET faults') return json({ faults: fake.faults.pending() });
            if (what === 'POST faults')
              return json({ id: fake.faults.add(data as unknown as FaultInput) }, 201);
            if (what === 'DELETE faults') {
              fake.faults.clear();
              return res.writeHead(204).end();
            }
            if (what.startsWith('DELETE faults/')) {
              fake.faults.remove(path.slice(7));
              return res.writeHead(204).end();
            }
            if (what === 'GET webhooks/faults')
              return json({ faults: fake.webhooks.faults.pending() });
            if (what === 'POST webhooks/faults')
              return json({ id: fake.webhooks.faults.add(data as never) }, 201);
            if (what === 'GET clock')
              return json({
                now: new Date(clock?.now() ?? Date.now()).toISOString(),
                kind: clock ? 'still' : 'system',
              });
            if (what === 'POST clock/advance') {
              await clock?.advance((data as unknown as { ms: number }).ms);
              return json({});
            }
            if (what === 'GET webhooks')
              return json({
                subscriptions: subs.map(({ id, url: u, sub }) => ({
                  id,
                  url: u,
                  topics: null,
                  failures: sub.failures,
                  isSilent: sub.isSilent,
                })),
                pending: fake.webhooks.pending,
                attempts: attempts.length,
              });
            if (what === 'POST webhooks/subscriptions') {
              const { url: target, secret } = data as unknown as { url: string; secret: string };
              let seen: object = {};
              const sub = fake.webhooks.subscribe(target, {
                secret,
                fetch: async (r) => {
                  const a = await fetch(r);
                  const text = await a.clone().text();
                  seen = {
                    signature: [...r.headers].find(([n]) => /hmac/i.test(n))?.[1] ?? null,
                    answer: text,
                  };
                  (sub as { seen?: object }).seen = seen;
                  return a;
                },
              });
              subs.push({ id: `subscription-${subs.length + 1}`, url: target, topics: null, sub });
              return json(subs.at(-1), 201);
            }
            if (what === 'POST webhooks/deliver') {
              const made = await fake.webhooks.deliver();
              for (const a of made as readonly WebhookAttempt[])
                attempts.push({
                  ...a,
                  status: a.status ?? null,
                  error: a.error ? String(a.error) : null,
                  fault: a.fault ?? null,
                  at: new Date().toISOString(),
                  url: subs[0]?.url,
                  subscription: 'subscription-1',
                  ...(subs[0]?.sub as { seen?: object }).seen,
                });
              return json({ attempts: made });
            }
            if (what === 'GET webhooks/attempts') return json(grow(attempts, 'attempts', q));
            return json({ error: `nothing at ${what}` }, 404);
          } catch (error) {
            return json(
              {
                error: (error as Error).message,
                rejection: (error as { rejection?: unknown }).rejection,
              },
              400,
            );
          }
        })(),
    );
  });
  await new Promise<void>((r) => server.listen(port, '127.0.0.1', r));
  const p = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${p}`,
    port: p,
    host: '127.0.0.1',
    close: async (_options?: { readonly timeoutMs?: number | undefined }) => {
      clearInterval(timer);
      server.closeAllConnections();
      server.close();
      await pause(1);
    },
  };
}
