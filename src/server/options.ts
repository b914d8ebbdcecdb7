import { isLoopback } from './control/guard.ts';
import { argumentsOf, check, checkNumber, checkObject, kindOf, within } from '../base/check.ts';
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
   * Opens `/__fake/`: a console to look at, and the paths by which programs in any language see and
   * change what stands behind the API. Only names of this machine and the `host` are heard there, and
   * no web pages but the console. Where other machines reach the `host`, it must be `'from-anywhere'`:
   * whoever reaches the port can then change all that the fake remembers, and have webhooks sent to any
   * address. The default is `false`.
   */
  readonly control?: boolean | 'from-anywhere' | undefined;
}

const FIELDS: FieldsOf<ServeOptions> = { port: true, host: true, cors: true, control: true };
const MAX_PORT = 65_535;

/** Options with nothing left out. */
export interface ServeSettings {
  readonly port: number;
  readonly host: string;
  readonly cors: boolean | readonly string[];
  readonly control: boolean | 'from-anywhere';
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
  checkControl(within(ARGUMENTS, 'control'), control, host);
  checkCors(within(ARGUMENTS, 'cors'), cors);
  return { port, host, cors, control };
}

function checkControl(place: Place, control: unknown, host: string): void {
  if (control === 'from-anywhere') return;
  check(
    place,
    typeof control === 'boolean',
    `true, false or 'from-anywhere', not ${kindOf(control)}`,
  );
  check(
    place,
    !control || isLoopback(host),
    `'from-anywhere' where the host is ${host}: whoever reaches it can then change all that the fake remembers`,
  );
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
