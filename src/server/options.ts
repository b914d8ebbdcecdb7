import {
  argumentsOf,
  check,
  checkBoolean,
  checkNumber,
  checkObject,
  kindOf,
  within,
} from '../base/check.ts';
import type { FieldsOf, Place } from '../base/check.ts';

/** Where and how a fake is served. */
export interface ServeOptions {
  /** 1 to 65535, or 0 for any port that is free. The default is 0. */
  readonly port?: number | undefined;
  /** The address to listen on. The default is `127.0.0.1`, which only this machine can reach. */
  readonly host?: string | undefined;
  /**
   * Which web pages may read the answers: those of the origins listed, such as
   * `http://localhost:5173`, or all of them for `true`. The default is none.
   */
  readonly cors?: boolean | readonly string[] | undefined;
  /**
   * Opens the paths under `/__fake/`, by which programs in any language see and change what stands
   * behind the API, without a token. The default is `false`.
   */
  readonly control?: boolean | undefined;
}

const FIELDS: FieldsOf<ServeOptions> = { port: true, host: true, cors: true, control: true };
const MAX_PORT = 65_535;

/** Options with nothing left out. */
export interface ServeSettings {
  readonly port: number;
  readonly host: string;
  readonly cors: boolean | readonly string[];
  readonly control: boolean;
}

/** The arguments of `serveInventoryFake`; their problems are TypeErrors. */
const ARGUMENTS = argumentsOf('serveInventoryFake', (call, at, expected) => {
  return new TypeError(`${call}: ${at === '' ? 'the options' : at} must be ${expected}`);
});

/** Fills in what is left out, or throws a TypeError that names the first bad option. */
export function readOptions(options: ServeOptions): ServeSettings {
  const given: unknown = options;
  checkObject(ARGUMENTS, given, FIELDS);
  const { port = 0, host = '127.0.0.1', cors = false, control = false } = options;
  checkNumber(within(ARGUMENTS, 'port'), port, { from: 0, to: MAX_PORT, isInteger: true });
  check(
    within(ARGUMENTS, 'host'),
    typeof host === 'string' && host !== '',
    'a host name or an address',
  );
  checkBoolean(within(ARGUMENTS, 'control'), control);
  checkCors(within(ARGUMENTS, 'cors'), cors);
  return { port, host, cors, control };
}

function checkCors(place: Place, cors: boolean | readonly string[]): void {
  if (!Array.isArray(cors)) {
    const expected = `true, false or a list of origins, not ${kindOf(cors)}`;
    check(place, typeof cors === 'boolean', expected);
    return;
  }
  for (const [index, origin] of cors.entries()) {
    check(within(place, index), isOrigin(origin), "an origin such as 'http://localhost:5173'");
  }
}

function isOrigin(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && new URL(value).origin === value;
}
