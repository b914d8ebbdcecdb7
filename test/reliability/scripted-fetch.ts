import type { StockLevel } from '../../src/model/index.ts';
import type { InventoryFake, VirtualClock } from '../../src/testing/index.ts';
import type { Fault } from './fault.ts';

/** What a request is to its call: a reading before the first write, a write, or a reading after it. */
export type Role = 'read' | 'write' | 'later read';

/** One request, and what became of it. */
export interface Exchange {
  readonly role: Role;
  readonly sentAt: number;
  /** What was sent; a reading has none. */
  readonly body: string;
  readonly fault: Fault | undefined;
  /** The status of the platform's own answer; undefined where the request did not get there. */
  readonly status: number | undefined;
  /** Whether the request left an entry in the platform's ledger. */
  readonly isExecuted: boolean;
  /** The platform's levels as it answered, before anything else could happen. */
  readonly levels: readonly StockLevel[];
}

/** Says what happens to the next request, by its role and the number of those before it in that role. */
export type Script = (role: Role, index: number) => Fault | undefined;

/** A fetch around the fake's, and what it saw. */
export interface ScriptedFetch {
  readonly fetch: typeof globalThis.fetch;
  /** In the order in which the requests were sent. */
  readonly journal: readonly Exchange[];
  /** How many requests are under way that their senders have given up. */
  readonly underWay: () => number;
}

/**
 * Puts faults between a client and a fake, for one call at a time. `disturb` is called at the moment
 * of each fault: after the platform did what it was asked for, or when the request is lost.
 */
export function scriptFetch(
  fake: InventoryFake,
  { now, setTimer }: Pick<VirtualClock, 'now' | 'setTimer'>,
  script: Script,
  disturb: () => void = () => {},
): ScriptedFetch {
  const journal: Exchange[] = [];
  let underWay = 0;
  const seen: Record<Role, number> = { read: 0, write: 0, 'later read': 0 };

  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = input instanceof Request ? input : new Request(input, init);
    const reading = seen.write === 0 ? 'read' : 'later read';
    const role = request.method === 'GET' ? reading : 'write';
    const fault = script(role, seen[role]);
    seen[role] += 1;
    const sending: Exchange = {
      role,
      sentAt: now(),
      body: '',
      fault,
      status: undefined,
      isExecuted: false,
      levels: [],
    };
    const position = journal.push(sending) - 1;
    const { signal, url, method, headers } = request;
    // Without its signal it goes on when its sender has given it up.
    const body = await request.text();
    const lost = { ...sending, body };
    journal[position] = lost;
    const sent = new Request(url, { method, headers, ...(method !== 'GET' && { body }) });
    let answer = new Response();
    const carryOut = async (): Promise<void> => {
      const entries = fake.ledger().length;
      answer = await fake.fetch(sent);
      const isExecuted = fake.ledger().length > entries;
      journal[position] = { ...lost, status: answer.status, isExecuted, levels: fake.levels() };
    };
    if (typeof fault?.reaches === 'object') {
      underWay += 1;
      setTimer(() => {
        underWay -= 1;
        void carryOut();
      }, fault.reaches.lateMs);
    } else if (fault?.reaches !== false) {
      await carryOut();
    }
    if (fault === undefined) return answer;
    // A level that was read well is about to be written: see window.test.ts for what comes in between.
    if (role === 'write' || fault.onRead !== 'answered') disturb();
    return fault.show(answer, { signal, now: now() });
  };
  return { fetch, journal, underWay: () => underWay };
}
