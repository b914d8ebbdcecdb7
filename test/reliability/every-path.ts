import type { Fault } from './fault.ts';
import { pick } from './faults.ts';
import type { Script } from './scripted-fetch.ts';

/** One of each kind: what a client may do next differs between them, and within a kind it does not. */
const CHOICES: readonly (Fault | undefined)[] = [
  undefined,
  ...pick(
    'the connection is cut, nothing done',
    'the connection is cut, all done',
    'no connection is made',
    '429, no Retry-After',
    '302 to https://elsewhere.example/',
    'the body of another variantId',
    '401',
  ),
];

/** What was found on all paths. */
export interface Found {
  readonly problems: readonly string[];
  readonly most: number;
}

/**
 * Walks through all sequences of answers that a call can meet: each path is a list of choices, and the
 * next path differs from it in its last choice that has another one left. No path has more faults than
 * it may.
 */
export async function walkEveryPath(
  mostFaults: number,
  run: (script: Script) => Promise<{ requests: number; problems: string[] }>,
): Promise<Found> {
  const found = { problems: [] as string[], most: 0 };
  let path: number[] = [];
  do {
    let step = 0;
    const script: Script = () => {
      const choice = path[step] ?? 0;
      path[step] = choice;
      step += 1;
      return CHOICES[choice];
    };
    const { requests, problems } = await run(script);
    const names = path.map((choice) => CHOICES[choice]?.name ?? 'good').join(' / ');
    found.problems.push(...problems.map((problem) => `${names}: ${problem}`));
    found.most = Math.max(found.most, requests);
    path = path.slice(
      0,
      path.findLastIndex((choice, index) => {
        const faults = path.slice(0, index).filter((each) => each > 0).length;
        return choice < CHOICES.length - 1 && faults < mostFaults;
      }) + 1,
    );
    const last = path.pop();
    if (last === undefined) return found;
    path.push(last + 1);
  } while (path.length > 0);
  return found;
}
