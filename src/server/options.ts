/** Where and how a fake is served. */
export interface ServeOptions {
  /** 1 to 65535, or 0 for any port that is free. The default is 0. */
  readonly port?: number;
  /** The address to listen on. The default is `127.0.0.1`, which only this machine can reach. */
  readonly host?: string;
  /**
   * Which web pages may read the answers: those of the origins listed, such as
   * `http://localhost:5173`, or all of them for `true`. The default is none.
   */
  readonly cors?: boolean | readonly string[];
  /**
   * Opens the paths under `/__fake/`, by which programs in any language see and change what stands
   * behind the API, without a token. The default is `false`.
   */
  readonly control?: boolean;
}

const NAMES: readonly string[] = ['port', 'host', 'cors', 'control'];
const MAX_PORT = 65_535;

/** Fills in what is left out, or throws a TypeError that names the first bad option. */
export function readOptions(options: ServeOptions): Required<ServeOptions> {
  if (typeof options !== 'object' || options === null) throw invalid('the options', 'an object');
  for (const name of Object.keys(options)) {
    if (!NAMES.includes(name)) throw invalid(name, `left out: known are ${NAMES.join(', ')}`);
  }
  const { port = 0, host = '127.0.0.1', cors = false, control = false } = options;
  if (!isPort(port)) throw invalid('port', `an integer from 0 to ${MAX_PORT}`);
  if (typeof host !== 'string' || host === '') throw invalid('host', 'a host name or an address');
  if (typeof control !== 'boolean') throw invalid('control', 'true or false');
  if (Array.isArray(cors)) {
    for (const [index, origin] of cors.entries()) {
      if (!isOrigin(origin)) {
        throw invalid(`cors[${index}]`, "an origin such as 'http://localhost:5173'");
      }
    }
  } else if (typeof cors !== 'boolean') {
    throw invalid('cors', 'true, false or a list of origins');
  }
  return { port, host, cors, control };
}

/** Whether a number can stand for a port; 0 for any that is free. */
export function isPort(port: unknown): port is number {
  return Number.isInteger(port) && Number(port) >= 0 && Number(port) <= MAX_PORT;
}

function isOrigin(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && new URL(value).origin === value;
}

function invalid(path: string, expected: string): TypeError {
  return new TypeError(`serveInventoryFake: ${path} must be ${expected}`);
}
