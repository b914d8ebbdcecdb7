import { describe, expect, test } from 'vitest';
import { serve } from './served.ts';
import type { Served } from './served.ts';

const place = { variantId: '107362030756584', locationId: '50002' };

interface ServerEvent {
  readonly id: string;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Reads so many events of a stream, and lets it go. */
async function listen(
  { url }: Served,
  count: number,
  lastEventId?: string,
  onOpen: () => void = () => {},
): Promise<readonly ServerEvent[]> {
  const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
  const response = await fetch(`${url}/__fake/events`, { headers });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const events: ServerEvent[] = [];
  let text = '';
  const decoder = new TextDecoder();
  for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(piece, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]),
      );
      if (!fields.has('event')) continue;
      if (events.length === 0) onOpen();
      events.push({
        id: fields.get('id') ?? '',
        event: fields.get('event') ?? '',
        data: JSON.parse(fields.get('data') ?? '{}') as ServerEvent['data'],
      });
    }
    if (events.length >= count) break;
  }
  return events;
}

describe('the events of the control surface', () => {
  test('begin with who is there, and tell what changed', async () => {
    const served = await serve({ control: true });
    const events = await listen(served, 2, undefined, () => {
      served.fake.stock.hold({ ...place, quantity: 1, reason: 'check' });
      served.fake.faults.add({ fault: { kind: 'empty' } });
    });

    expect(events).toMatchObject([
      { event: 'hello', data: { seq: 0 } },
      { event: 'change', data: { seq: 1, changed: ['stock', 'faults'] } },
    ]);
    expect(events[1]?.id).toBe(`${String(events[0]?.data['boot'])}-1`);
  });

  test('tell who comes back what was missed, all at once', async () => {
    const served = await serve({ control: true });
    const [, first] = await listen(served, 2, undefined, () => served.fake.reset());
    served.fake.stock.hold({ ...place, quantity: 1, reason: 'check' });
    await expect.poll(async () => (await health(served)).seq).toBe(2);
    served.fake.faults.add({ fault: { kind: 'empty' } });
    await expect.poll(async () => (await health(served)).seq).toBe(3);
    const [, missed] = await listen(served, 2, first?.id);

    expect(missed).toMatchObject({
      event: 'change',
      data: { seq: 3, changed: ['stock', 'faults'] },
    });
  });

  test('tell who comes from another start to read everything anew', async () => {
    const events = await listen(await serve({ control: true }), 2, 'another-7');

    expect(events).toMatchObject([{ event: 'hello' }, { event: 'reload' }]);
  });

  test('do not keep a server from closing', async () => {
    const served = await serve({ control: true });
    const listening = listen(served, 99);
    await expect.poll(() => health(served)).toBeDefined();
    await served.close({ timeoutMs: 60_000 });

    expect((await listening).length).toBeLessThan(2);
  });
});

async function health({ url }: Served): Promise<{ readonly seq: number }> {
  return (await (await fetch(`${url}/__fake/health`)).json()) as { readonly seq: number };
}
