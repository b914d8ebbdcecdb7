/** The details that are kept of a connection that failed. */
export interface ConnectionFailure {
  /** The operating system's name for it, such as `ECONNRESET`. */
  readonly systemCode: string | undefined;
  /** Whether it failed before anything could be sent. */
  readonly isUnsent: boolean;
}

/** Nothing is known of it. In doubt, it was sent. */
export const UNKNOWN: ConnectionFailure = { systemCode: undefined, isUnsent: false };

/** Calls of the system that come before anything is sent: looking the name up, and connecting. */
const BEFORE_SENDING = /^(?:connect|getaddrinfo|query[A-Z]\w*)$/;

/**
 * Codes that name such a step themselves: undici's, Bun's, and those of a certificate that was not
 * accepted, which is looked at before anything is sent.
 */
const UNSENT_CODE =
  /^(?:UND_ERR_(?:CONNECT_TIMEOUT|PRX_TLS)|ConnectionRefused|FailedToOpenSocket|UNABLE_TO_\w+|(?:\w+_)?CERT(?:_\w+)?)$/;

/**
 * Words that name it, where no code does: undici's of a proxy that refuses CONNECT and of a port that
 * it never connects to, Node's of TLS that was not begun, and Deno's.
 */
const UNSENT_WORDS =
  /^Proxy response \(\d+\) !== 200 |^bad port$| before secure TLS |(?:^|: )client error \(Connect\)(?:$|: )/;

/** A name of the operating system. */
const SYSTEM_CODE = /^[A-Z][A-Z0-9_]{2,39}$/;

/**
 * Reads what a `fetch` failed with. What failed decides whether anything was sent, never a code of the
 * system alone: that says the same of a route that changed under an open connection. In doubt, it was
 * sent. Nothing else of the error is kept: messages of runtimes can hold headers, and so the token.
 *
 * @param depth - how deep causes are looked for.
 */
export function readConnectionFailure(error: unknown, depth = 5): ConnectionFailure {
  if (!(error instanceof Error) || depth === 0) return UNKNOWN;
  const known = error as Error & Readonly<Record<string, unknown>>;
  const { syscall, erroredSysCall, errors } = known;
  const code = String(known['code']);
  const inner = readConnectionFailure(error.cause, depth - 1);
  const systemCode = SYSTEM_CODE.test(code) ? code : inner.systemCode;
  // node-fetch has another name for it.
  const call = syscall ?? erroredSysCall;
  if (typeof call === 'string') return { systemCode, isUnsent: BEFORE_SENDING.test(call) };
  const isNamed = UNSENT_CODE.test(code) || UNSENT_WORDS.test(error.message);
  // One for each address that was tried.
  const tried: readonly unknown[] = Array.isArray(errors) ? errors : [];
  const isInner =
    tried.length > 0
      ? tried.every((each) => readConnectionFailure(each, depth - 1).isUnsent)
      : inner.isUnsent;
  return { systemCode, isUnsent: isNamed || isInner };
}
