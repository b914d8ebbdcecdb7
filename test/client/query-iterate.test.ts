import { describe, expect, test } from 'vitest';
import { walkPages } from '../../src/client/pages.ts';
import { collect, failure, inventory, page, reply, scene } from './platform.ts';

const at = (locationId: string): object => inventory({ locationId });
const THREE_PAGES = [page([at('1'), at('2')], 'c2'), page([at('3')], 'c3'), page([at('4')])];

describe('a query that is iterated over', () => {
  test('gives the levels of all pages, in order', async () => {
    const stage = scene(THREE_PAGES);
    const levels = await collect(stage, stage.client.query());
    expect(levels.map(({ locationId }) => locationId)).toEqual(['1', '2', '3', '4']);
  });

  test('is fetched anew each time', async () => {
    const stage = scene([...THREE_PAGES, page([at('9')])]);
    const query = stage.client.query();
    await collect(stage, query);
    const second = await collect(stage, query);
    expect(second.map(({ locationId }) => locationId)).toEqual(['9']);
    expect(stage.requests).toHaveLength(4);
  });

  test('is not the page that was awaited: that one has another size', async () => {
    const stage = scene([page([at('1')])]);
    const query = stage.client.query();
    await stage.run(query);
    await collect(stage, query);
    expect(stage.asked()).toEqual(['GET /inventory', 'GET /inventory?limit=250']);
  });

  test('goes on after empty pages', async () => {
    const stage = scene([page([], 'c2'), page([], 'c3'), page([at('1')], 'c4'), page([])]);
    expect(await collect(stage, stage.client.query())).toHaveLength(1);
    expect(stage.requests).toHaveLength(4);
  });

  test('is one request where there is nothing', async () => {
    const stage = scene([page([])]);
    expect(await collect(stage, stage.client.query())).toEqual([]);
    expect(stage.requests).toHaveLength(1);
  });

  test('fetches a page when the one before is used up, not earlier', async () => {
    const stage = scene(THREE_PAGES);
    const levels = stage.client.query()[Symbol.asyncIterator]();
    await stage.run(levels.next());
    await stage.run(levels.next());
    expect(stage.requests).toHaveLength(1);
    await stage.run(levels.next());
    expect(stage.requests).toHaveLength(2);
  });

  test('fetches nothing more after the loop was left', async () => {
    const stage = scene(THREE_PAGES);
    const visit = async (): Promise<void> => {
      for await (const { locationId } of stage.client.query()) if (locationId === '2') break;
    };
    await stage.run(visit());
    await stage.clock.advance(60_000);
    expect(stage.requests).toHaveLength(1);
    expect(stage.clock.timers).toBe(0);
  });

  test('fetches nothing more after the loop threw', async () => {
    const stage = scene(THREE_PAGES);
    const visit = async (): Promise<void> => {
      for await (const { locationId } of stage.client.query()) throw new Error(locationId);
    };
    expect(await failure(stage, visit())).toEqual(new Error('1'));
    expect(stage.requests).toHaveLength(1);
  });

  test('fails at the page that fails, after the levels before it', async () => {
    const stage = scene([page([at('1')], 'c2'), reply(403)]);
    const seen: string[] = [];
    const visit = async (): Promise<void> => {
      for await (const { locationId } of stage.client.query()) seen.push(locationId);
    };
    expect(await failure(stage, visit())).toMatchObject({ name: 'PermissionError' });
    expect(seen).toEqual(['1']);
  });
});

describe('pages() of a query', () => {
  test('gives page after page, empty ones too', async () => {
    const stage = scene([page([at('1')], 'c2'), page([], 'c3'), page([at('2')])]);
    const pages = await collect(stage, stage.client.query().pages());
    expect(pages.map(({ levels, hasNextPage }) => [levels.length, hasNextPage])).toEqual([
      [1, true],
      [0, true],
      [1, false],
    ]);
  });

  test('does not show cursors', async () => {
    const stage = scene(THREE_PAGES);
    const pages = await collect(stage, stage.client.query().pages());
    expect(JSON.stringify(pages)).not.toContain('c2');
  });

  test('fetches nothing more after the loop was left', async () => {
    const stage = scene(THREE_PAGES);
    const visit = async (): Promise<void> => {
      for await (const _ of stage.client.query().pages()) break;
    };
    await stage.run(visit());
    expect(stage.requests).toHaveLength(1);
  });

  test('fetches nothing before it is asked', async () => {
    const stage = scene(THREE_PAGES);
    stage.client.query().pages();
    await stage.clock.advance(60_000);
    expect(stage.requests).toEqual([]);
  });
});

describe('an endless chain of pages', () => {
  test('is an error where a cursor comes back', async () => {
    const stage = scene([page([at('1')], 'a'), page([at('2')], 'b'), page([at('3')], 'a')]);
    const error = await failure(stage, collect(stage, stage.client.query()));
    expect(error).toMatchObject({ name: 'ResponseError', at: 'header Link' });
    expect(stage.requests).toHaveLength(3);
  });

  test('is an error where a page is its own next one', async () => {
    const stage = scene([page([at('1')], 'a')]);
    const error = await failure(stage, collect(stage, stage.client.query()));
    expect(error).toMatchObject({ name: 'ResponseError', at: 'header Link' });
    expect(stage.requests).toHaveLength(2);
  });

  test('is an error where it is empty: 100 empty pages follow each other, not more', async () => {
    let pages = 0;
    const stage = scene([(...call) => page([], `c${(pages += 1)}`)(...call)]);
    const error = await failure(stage, collect(stage, stage.client.query()));
    expect(error).toMatchObject({ name: 'ResponseError', at: 'header Link' });
    expect(stage.requests).toHaveLength(101);
  });

  test('is an error after 100,000 pages, whatever is on them', async () => {
    let pages = 0;
    const walk = walkPages(async () => ({
      isEmpty: false,
      pageToken: `c${(pages += 1)}`,
      mismatch: () => new Error('endless'),
    }));
    await expect(
      (async () => {
        for await (const _ of walk);
      })(),
    ).rejects.toThrow('endless');
    expect(pages).toBe(100_001);
  });

  test('is none where the last page comes after 100 empty ones', async () => {
    let pages = 0;
    const stage = scene([
      (...call) => {
        pages += 1;
        return page([], pages === 101 ? undefined : `c${pages}`)(...call);
      },
    ]);
    expect(await collect(stage, stage.client.query())).toEqual([]);
  });

  test('is none where each page has a level with numbers and one without', async () => {
    let pages = 0;
    const levels = [at('1'), inventory({ locationId: '2', available: null, onHand: null })];
    const stage = scene([
      (...call) => {
        pages += 1;
        return page(levels, pages === 150 ? undefined : `c${pages}`)(...call);
      },
    ]);
    expect(await collect(stage, stage.client.query())).toHaveLength(150);
  });

  test('is none where levels stand between the empty pages', async () => {
    let pages = 0;
    const stage = scene([
      (...call) => {
        pages += 1;
        const levels = pages % 100 === 0 ? [at('1')] : [];
        return page(levels, pages === 350 ? undefined : `c${pages}`)(...call);
      },
    ]);
    expect(await collect(stage, stage.client.query())).toHaveLength(3);
  });

  test('says what is wrong', async () => {
    const stage = scene([page([at('1')], 'a')]);
    expect(String(await failure(stage, collect(stage, stage.client.query())))).toBe(
      'ResponseError: GET /api/202412/inventory: header Link in the answer must be a new page: the pages go round in a circle.',
    );
  });
});
