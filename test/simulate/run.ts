// Tells stories: npm run simulate -- --seed 42 --steps 100000 [--stories 10] [--troubles lost,late] [--follow k17]

import { parseArgs } from 'node:util';
import { TROUBLES } from './chaos.ts';
import type { Trouble } from './chaos.ts';
import { simulate } from './world.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    steps: { type: 'string', default: '100000' },
    stories: { type: 'string', default: '1' },
    troubles: { type: 'string', default: TROUBLES.join() },
    intensity: { type: 'string', default: '1' },
    // Prints what happens to a key or a statement.
    follow: { type: 'string' },
  },
});
const first = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const steps = Number(values.steps);
const intensity = Number(values.intensity);
const { follow: name } = values;
const follow =
  name === undefined
    ? undefined
    : (line: string): void => {
        if (new RegExp(`\\b${name}\\b|VIOLATED`).test(line)) console.log(line);
      };
const troubles = TROUBLES.filter((each: Trouble) => values.troubles.split(',').includes(each));

for (let seed = first; seed < first + Number(values.stories); seed += 1) {
  const began = performance.now();
  const { violation, states, ...numbers } = await simulate({
    seed,
    steps,
    troubles,
    intensity,
    follow,
  });
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(`seed ${seed} (${seconds} s): ${JSON.stringify(numbers)} ${JSON.stringify(states)}`);
  if (violation === undefined) continue;
  console.log(`Violated: ${violation}`);
  const kinds = values.troubles === TROUBLES.join() ? '' : ` --troubles ${values.troubles}`;
  const more = intensity === 1 ? '' : ` --intensity ${intensity}`;
  console.log(`Again: npm run simulate -- --seed ${seed} --steps ${steps}${kinds}${more}`);
  process.exitCode = 1;
  break;
}
