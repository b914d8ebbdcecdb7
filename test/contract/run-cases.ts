import { describe, expect, test } from 'vitest';
import { CASES } from './cases.ts';
import type { ContractCase, Step } from './contract-case.ts';
import { undescribed } from './described.ts';
import { expectExchange } from './expect-exchange.ts';
import type { Line } from './expect-exchange.ts';
import type { Captures } from './expected-text.ts';
import { openShop } from './shop.ts';
import type { ContractShop } from './shop.ts';

/** Makes a way to a shop that was opened for one case. */
export type Transport = (shop: ContractShop) => Line | Promise<Line>;

/** Makes a test of each case, over one transport. */
export function describeContract(name: string, transport: Transport): void {
  describe(`over ${name}`, () => {
    test.each(CASES.map((item) => [titleOf(item), item] as const))('%s', async (_, item) => {
      await atShop(transport, item.shop, (shop, line) =>
        expectSteps(item.steps, asDescribed(line), shop),
      );
    });
  });
}

/** Holds every request and every answer on a way against openapi.json. */
function asDescribed(line: Line): Line {
  return {
    ...line,
    send: async (request) => {
      const answer = await line.send(request);
      const exchange = `${request.method} ${request.path}`;
      expect({ exchange, undescribed: undescribed(request, answer) }).toEqual({
        exchange,
        undescribed: [],
      });
      return answer;
    },
  };
}

/** Opens a shop with a way to it, and closes the way at the end. */
export async function atShop(
  transport: Transport,
  options: ContractCase['shop'],
  act: (shop: ContractShop, line: Line) => Promise<void>,
): Promise<void> {
  const shop = openShop(options);
  const line = await transport(shop);
  try {
    await act(shop, line);
  } finally {
    await line.close?.();
  }
}

/** A case's sentence, with the lines of the contract that it checks. */
export function titleOf({ name, lines }: ContractCase): string {
  return `${name} [${lines.join(', ')}]`;
}

/** Takes the steps of a case; where there is no shop to act on, they must be exchanges alone. */
export async function expectSteps(
  steps: readonly Step[],
  line: Line,
  shop?: ContractShop,
): Promise<void> {
  const captures: Captures = new Map();
  const requestIds: (string | undefined)[] = [];
  for (const step of steps) {
    if ('send' in step) {
      for (let time = 0; time < (step.times ?? 1); time += 1) {
        const { headers } = await expectExchange(step, line, captures);
        requestIds.push(headers.get('x-request-id'));
      }
    } else if (shop === undefined) {
      throw new Error('Only a shop of the test can be told what happens');
    } else {
      await take(step, shop);
    }
  }
  // [C10] Each request has an id of its own, where it has one.
  const given = requestIds.filter((id) => id !== undefined);
  expect(new Set(given).size).toBe(given.length);
}

async function take(step: Exclude<Step, { send: string }>, shop: ContractShop): Promise<void> {
  if ('happens' in step) {
    shop.fake.apply(step.happens);
  } else if ('cannotHappen' in step) {
    const rejection: unknown = expect.objectContaining({ reason: step.because });
    expect(() => shop.fake.apply(step.cannotHappen)).toThrow(
      expect.objectContaining({ rejection }),
    );
  } else {
    await shop.clock.advance(step.passes);
  }
}
