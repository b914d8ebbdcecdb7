import { createInventoryFake } from 'genstore-inventory/testing';
import { createWebhookReceiver, verifyWebhook } from 'genstore-inventory/webhooks';
import { same } from './check.ts';
import type { SmokeCase } from './check.ts';

const secret = 'client-secret';

/** By OpenSSL: `openssl dgst -sha256 -hmac client-secret -binary | base64`. */
const SIGNED = {
  body: '{"note":"für 12 €"}',
  headers: { 'x-genstore-hmac-sha256': '5raupy6j5aSMFBl1HIVJjlkQdMxf8hnzl/NximFt1JM=' },
};

export const WEBHOOK_CASES: readonly SmokeCase[] = [
  {
    name: 'a signature that another program made is verified, and no other body or secret',
    run: async () => {
      const { body, headers } = SIGNED;
      const bytes = new TextEncoder().encode(body);
      const verdicts = [
        await verifyWebhook({ body, headers, secret }),
        await verifyWebhook({ body: bytes, headers: new Headers(headers), secret }),
        await verifyWebhook({ body: `${body} `, headers, secret }),
        await verifyWebhook({ body, headers, secret: 'another-secret' }),
      ];
      same(verdicts, [true, true, false, false]);
    },
  },
  {
    name: 'a receiver hands a delivery over once, and refuses one that is badly signed',
    run: async () => {
      const place = { variantId: '107362030756584', locationId: '50002' };
      const seed = { levels: [{ ...place, available: 10 }] };
      const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
      const heard: string[] = [];
      const receiver = createWebhookReceiver({
        secret,
        onEvent: (event) => {
          heard.push(event.type === 'orders/create' ? event.order.orderId : event.type);
        },
      });
      fake.webhooks.subscribe(receiver, { secret, topics: ['orders/create'] });
      fake.webhooks.faults.add({ fault: { kind: 'duplicate' } });
      fake.orders.place({ orderId: '1001', lines: [{ ...place, quantity: 3 }] });
      const twice = await fake.webhooks.deliver();
      fake.webhooks.faults.add({ fault: { kind: 'bad-signature' } });
      fake.orders.place({ orderId: '1002', lines: [{ ...place, quantity: 1 }] });
      const refused = await fake.webhooks.deliver();

      same(
        [...twice, ...refused].map(({ status }) => status),
        [200, 200, 401],
      );
      same(heard, ['1001']);
    },
  },
  {
    name: 'a receiver answers requests that no platform sends',
    run: async () => {
      const receiver = createWebhookReceiver({ secret, onEvent: () => undefined });
      const url = 'https://app.example/webhooks';
      const { body, headers } = SIGNED;
      const answers = [
        await receiver(new Request(url)),
        await receiver(new Request(url, { method: 'POST', body })),
        await receiver(new Request(url, { method: 'POST', body, headers })),
      ];
      same(
        answers.map(({ status }) => status),
        [405, 401, 400],
      );
      same(answers[0]?.headers.get('allow'), 'POST');
    },
  },
];
