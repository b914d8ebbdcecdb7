import { describe, expect, test } from 'vitest';
import { KeyedQueue } from '../../../src/client/write/keyed-queue.ts';

/** A queue whose tasks end when they are told to, and what has happened in it. */
function queue() {
  const tasks = new KeyedQueue<string>();
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const run = (key: string, name: string, signal?: AbortSignal): Promise<string> =>
    tasks.run(key, signal, name, async () => {
      log.push(`${name} begins`);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      log.push(`${name} ends`);
      return name;
    });
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await settled();
  };
  return { tasks, log, run, end, settled };
}

describe('tasks of a key', () => {
  test('run one after the other, those of others beside them', async () => {
    const { log, run, end, settled } = queue();
    const all = [run('a', 'one'), run('a', 'two'), run('b', 'three')];
    await settled();
    expect(log).toEqual(['one begins', 'three begins']);
    await end('one');
    expect(log.slice(2)).toEqual(['one ends', 'two begins']);
    await end('two');
    await end('three');

    expect(await Promise.all(all)).toEqual(['one', 'two', 'three']);
  });

  test('wait in their order, and are told of as long as they wait', async () => {
    const { tasks, run, end, settled } = queue();
    const all = ['one', 'two', 'three'].map((name) => run('a', name));
    expect([...tasks.waiting('a')]).toEqual(['one', 'two', 'three']);
    expect([...tasks.waiting('b')]).toEqual([]);
    await settled();
    expect([...tasks.waiting('a')]).toEqual(['two', 'three']);
    await end('one');
    expect([...tasks.waiting('a')]).toEqual(['three']);
    await end('two');
    await end('three');
    await Promise.all(all);

    expect([...tasks.waiting('a')]).toEqual([]);
  });

  test('that give up let nobody overtake, and are not told of any more', async () => {
    const { tasks, log, run, end, settled } = queue();
    const { signal, abort } = ((controller = new AbortController()) => ({
      signal: controller.signal,
      abort: (): void => controller.abort('enough'),
    }))();
    const one = run('a', 'one');
    const two = run('a', 'two', signal);
    const three = run('a', 'three');
    await settled();
    abort();
    await expect(two).rejects.toBe('enough');
    expect([...tasks.waiting('a')]).toEqual(['three']);
    expect(log).toEqual(['one begins']);
    await end('one');
    expect(log.slice(1)).toEqual(['one ends', 'three begins']);
    await end('three');

    expect(await Promise.all([one, three])).toEqual(['one', 'three']);
  });

  test('that fail make way for the next one', async () => {
    const { tasks, run, end, settled } = queue();
    const failed = tasks.run('a', undefined, 'bad', () => Promise.reject(new Error('no')));
    const next = run('a', 'next');
    await expect(failed).rejects.toThrow('no');
    await settled();
    await end('next');

    expect(await next).toBe('next');
  });
});
