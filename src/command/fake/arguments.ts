import { parseArgs } from 'node:util';
import { UsageError } from '../failures.ts';

/** Where the shop's stock comes from. */
export type SeedSource =
  | { readonly file: string }
  | { readonly variants: number; readonly locations: number; readonly randomSeed: number };

/** The options of `genstore-inventory fake`. */
export interface FakeCommand {
  readonly port: number;
  readonly host: string;
  readonly shop: string;
  readonly token: string;
  readonly seed: SeedSource;
  readonly isRateLimited: boolean;
  readonly cors: boolean;
  readonly control: boolean | 'from-anywhere';
  readonly journalLimit: number | undefined;
  /** Says where it listens as one line of JSON. */
  readonly json: boolean;
  /** Ends when standard input does, and so with whoever holds the other end of it. */
  readonly untilInputEnds: boolean;
}

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  shop: { type: 'string' },
  token: { type: 'string' },
  seed: { type: 'string' },
  variants: { type: 'string' },
  locations: { type: 'string' },
  'random-seed': { type: 'string' },
  'rate-limit': { type: 'string' },
  cors: { type: 'boolean' },
  control: { type: 'boolean' },
  'yes-control-from-anywhere': { type: 'boolean' },
  'journal-limit': { type: 'string' },
  json: { type: 'boolean' },
  'until-input-ends': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const MAX_PORT = 65_535;

/** Hosts that no other machine reaches. */
const ONLY_HERE = /^(?:(?:.*\.)?localhost|::1|127(?:\.\d{1,3}){3})$/i;

type Values = ReadonlyMap<string, string>;

/**
 * Reads the words after the command's own name, of which the first is `fake`.
 *
 * @throws UsageError, whose message repeats names of options and never a value that may be a token.
 */
export function readArguments(words: readonly string[]): FakeCommand | 'help' | 'version' {
  // Not strict, so that what is wrong is said here, and the same on every version of Node.
  const { tokens } = parseArgs({ args: [...words], options: OPTIONS, strict: false, tokens: true });
  const values = new Map<string, string>();
  const names: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') names.push(token.value);
    if (token.kind === 'option') values.set(token.name, readValue(token));
  }
  if (values.has('help')) return 'help';
  if (values.has('version')) return 'version';
  if (names.length > 1) throw new UsageError('fake takes nothing but options');
  return readFake(values);
}

function readValue(token: {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}): string {
  const { name, rawName, value } = token;
  if (!Object.hasOwn(OPTIONS, name)) throw new UsageError(`${rawName} is unknown`);
  if (OPTIONS[name as keyof typeof OPTIONS].type === 'boolean') {
    if (value === undefined) return '';
    throw new UsageError(`${rawName} takes no value`);
  }
  const isNext = token.inlineValue === false && value?.startsWith('-') === true;
  if (value === undefined || value === '' || isNext)
    throw new UsageError(`${rawName} needs a value`);
  return value;
}

function readFake(values: Values): FakeCommand {
  const port = toInteger(values.get('port') ?? '4010');
  if (!(port <= MAX_PORT)) throw new UsageError('--port must be an integer from 0 to 65535');
  const rateLimit = values.get('rate-limit') ?? 'on';
  if (rateLimit !== 'on' && rateLimit !== 'off') {
    throw new UsageError('--rate-limit must be on or off');
  }
  const host = values.get('host') ?? '127.0.0.1';
  return {
    port,
    host,
    shop: values.get('shop') ?? 'acme',
    token: values.get('token') ?? 'test-token',
    seed: readSeedSource(values),
    isRateLimited: rateLimit === 'on',
    cors: values.has('cors'),
    control: readControl(values, host),
    journalLimit: readInteger(values, 'journal-limit', 1),
    json: values.has('json'),
    untilInputEnds: values.has('until-input-ends'),
  };
}

/** Who reaches the control surface can change all that the fake remembers: others need a yes. */
function readControl(values: Values, host: string): FakeCommand['control'] {
  const isMeant = values.has('yes-control-from-anywhere');
  if (!values.has('control')) {
    if (isMeant) throw new UsageError('--yes-control-from-anywhere needs --control');
    return false;
  }
  if (isMeant) return 'from-anywhere';
  if (ONLY_HERE.test(host)) return true;
  throw new UsageError(
    `--control with --host ${host} lets whoever reaches this machine read and change all that the fake remembers; say --yes-control-from-anywhere where that is meant`,
  );
}

function readSeedSource(values: Values): SeedSource {
  const file = values.get('seed');
  const made = ['variants', 'locations', 'random-seed'].find((name) => values.has(name));
  if (file === undefined) {
    return {
      variants: readInteger(values, 'variants', 1) ?? 10,
      locations: readInteger(values, 'locations', 1) ?? 2,
      randomSeed: readInteger(values, 'random-seed', 0) ?? 1,
    };
  }
  if (made === undefined) return { file };
  throw new UsageError(`--seed and --${made} exclude each other`);
}

function readInteger(values: Values, name: string, least: number): number | undefined {
  const text = values.get(name);
  if (text === undefined) return undefined;
  const value = toInteger(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`--${name} must be an integer, ${least} or more`);
}

function toInteger(digits: string): number {
  return /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
}

/** The page of `fake --help`. */
export const HELP = `Usage: genstore-inventory fake [options]

Answers as the inventory API of a Genstore shop does, over HTTP, out of memory.

Options:
  --port <number>         where to listen, 0 for any free port; else 4010
  --host <address>        else 127.0.0.1, which only this machine can reach
  --shop <name>           else acme
  --token <text>          the access token to ask for; else test-token
  --seed <file>           what the shop begins with: JSON, a FakeSeed of
                          genstore-inventory/testing
  --variants <number>     or: how many variants to make up; else 10
  --locations <number>    and at how many locations; else 2
  --random-seed <number>  another number makes up another shop; else 1
  --rate-limit <on|off>   else on: 40 requests at once, 2 more each second
  --cors                  lets pages of any origin use it
  --control               opens /__fake/, by which people and tests see and
                          change what stands behind
  --yes-control-from-anywhere
                          lets others than this machine use it, where --host
                          does
  --journal-limit <number>
                          how many requests are kept; else 10000
  --json                  says where it listens, and the token, as one line of
                          JSON
  --until-input-ends      ends when standard input does, and so with the program
                          that started it
  -v, --version
  -h, --help

Exit codes: 0 after SIGINT or SIGTERM and open requests, 1 cannot listen,
2 an option or the seed is wrong.

Examples:
  $ genstore-inventory fake --control
  $ genstore-inventory fake --port 0 --json --variants 500 --locations 3
`;
