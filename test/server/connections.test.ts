import { Agent, get } from 'node:http';
import type { AgentOptions, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openRaw, requestText } from './raw.ts';
import { HEADERS, INVENTORY, serve, setAvailable, VARIANT } from './served.ts';

function agentFor(options: AgentOptions): Agent {
  const agent = new Agent(options);
  onTestFinished(() => agent.destroy());
  return agent;
}

function request(url: string, agent: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: HEADERS }, resolve).on('error', reject);
  });
}

describe('a connection', () => {
  test('is used again', async () => {
    const { url } = await serve();
    const agent = agentFor({ keepAlive: true, maxSockets: 1 });
    const ports: (number | undefined)[] = [];
    for (let count = 0; count < 3; count += 1) {
      const response = await request(`${url}${INVENTORY}`, agent);
      ports.push(response.socket.localPort);
      expect(await text(response)).toContain('107362030756584');
    }

    expect(new Set(ports).size).toBe(1);
  });

  test('says that it is kept open, and for how long', async () => {
    const { port } = await serve();
    const connection = await openRaw(port);
    connection.write(requestText('GET', INVENTORY));
    const [answer] = await connection.answers(1);

    expect(answer?.headers).toMatchObject({ connection: 'keep-alive', 'keep-alive': 'timeout=60' });
  });

  test('is closed when the client asks for it', async () => {
    const { port } = await serve();
    const connection = await openRaw(port);
    connection.write(requestText('GET', INVENTORY, undefined, { Connection: 'close' }));

    expect(await connection.closed).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('takes requests in one go, and answers them in their order', async () => {
    const { port, available } = await serve();
    const connection = await openRaw(port);
    const requests = [
      requestText('GET', `${INVENTORY}?limit=1`),
      requestText('PUT', VARIANT, setAvailable(7)),
      requestText('GET', `${INVENTORY}?limit=1`),
      requestText('PUT', VARIANT, setAvailable(8)),
      requestText('GET', '/nothing'),
      requestText('GET', `${INVENTORY}?limit=1`),
    ];
    connection.write(requests.join(''));
    const answers = await connection.answers(requests.length);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 404, 200]);
    const seen = answers.map(({ body }) => Number(/"available":"?(\d+)/.exec(body)?.[1]));
    expect(seen).toEqual([12, 7, 7, 8, Number.NaN, 8]);
    expect(available()).toBe(8);
  });

  test('may be half closed by a client that has sent everything', async () => {
    const { port } = await serve();
    const connection = await openRaw(port);
    connection.socket.end(requestText('PUT', VARIANT, setAvailable(7)));

    expect(await connection.closed).toMatch(/^HTTP\/1\.1 200 .*"available":"?7/s);
  });

  test('is one of many that write at the same time, each of them whole', async () => {
    const { port, fake } = await serve();
    const connections = await Promise.all(Array.from({ length: 20 }, () => openRaw(port)));
    const answers = await Promise.all(
      connections.map(async (connection, index) => {
        connection.write(requestText('PUT', VARIANT, setAvailable(index)));
        return (await connection.answers(1))[0]?.status;
      }),
    );

    expect(new Set(answers)).toEqual(new Set([200]));
    expect(fake.ledger()).toHaveLength(20);
  });
});
