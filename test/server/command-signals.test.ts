import { describe, expect, test, vi } from 'vitest';
import { start } from './command.ts';
import { openRaw, requestText } from './raw.ts';
import { INVENTORY, setAvailable } from './served.ts';

// Starts processes, which can take seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const PUT = requestText('PUT', `${INVENTORY}/1`, setAvailable(1));

describe.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])('%s', (signal) => {
  test('closes the fake and ends the command with 0', async () => {
    const { child, ended, port } = await start();
    const idle = await openRaw(port);
    child.kill(signal);
    const { code, signal: killedBy, stderr } = await ended;

    expect({ code, killedBy, stderr }).toEqual({ code: 0, killedBy: null, stderr: '' });
    expect(await idle.closed).toBe('');
    await expect(openRaw(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('lets a request end first', async () => {
    const { child, ended, port } = await start();
    const connection = await openRaw(port);
    const idle = await openRaw(port);
    connection.write(requestText('GET', INVENTORY) + PUT.slice(0, -1));
    await connection.answers(1);
    child.kill(signal);
    // Closed at once: the signal has arrived.
    await idle.closed;
    connection.write(PUT.slice(-1));
    const [, answer] = await connection.answers(2);

    expect(answer).toMatchObject({ status: 404, headers: { connection: 'close' } });
    expect((await ended).code).toBe(0);
  });

  test('given twice ends the command at once', async () => {
    const { child, ended, port } = await start();
    const connection = await openRaw(port);
    const idle = await openRaw(port);
    connection.write(requestText('GET', INVENTORY) + PUT.slice(0, -1));
    await connection.answers(1);
    child.kill(signal);
    await idle.closed;
    child.kill(signal);

    expect(await ended).toMatchObject({ code: null, signal });
  });
});
