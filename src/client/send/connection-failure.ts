/** The details that are kept of a connection that failed. */
export interface ConnectionFailure {
  /** The operating system's name for it, such as `ECONNRESET`. */
  readonly systemCode: string | undefined;
  /** Whether it failed before anything could be sent. */
  readonly isUnsent: boolean;
}

/** How deep causes are looked for. */
const DEPTH = 5;

/** Calls of the system that come before anything is sent: looking the name up, and connecting. */
const BEFORE_SENDING = /^(?:connect|getaddrinfo|query[A-Z]\w*)$/;

/** Codes that name such a step themselves: undici's, and Bun's. */
const UNSENT_CODE =
  /^(?:UND_ERR_(?:CONNECT_TIMEOUT|PRX_TLS)|ConnectionRefused|FailedToOpenSocket)$/;

/** Words that name it, where there is no code: undici's of a proxy that refuses CONNECT, and Deno's. */
const UNSENT_WORDS = /^Proxy response \(\d+\) !== 200 |(?:^|: )client error \(Connect\)(?:$|: )/;

/**
 * Reads what a `fetch` failed with. What failed decides whether anything was sent, never a code of the
 * system alone: that says the same of a route that changed under an open connection. In doubt, it was
 * sent. Nothing else of the error is kept: messages of runtimes can hold headers, and so the token.
 */
export function readConnectionFailure(error: unknown): ConnectionFailure {
  return { systemCode: systemCodeOf(error), isUnsent: isUnsent(error, DEPTH) };
}

function isUnsent(error: unknown, depth: number): boolean {
  if (!(error instanceof Error) || depth === 0) return false;
  const { code, syscall, erroredSysCall, errors } = error as Error &
    Readonly<Record<string, unknown>>;
  // node-fetch has another name for it.
  const call = syscall ?? erroredSysCall;
  if (typeof call === 'string') return BEFORE_SENDING.test(call);
  if (UNSENT_CODE.test(String(code)) || UNSENT_WORDS.test(error.message)) return true;
  // One for each address that was tried.
  if (Array.isArray(errors) && errors.length > 0) {
    return errors.every((each) => isUnsent(each, depth - 1));
  }
  return isUnsent(error.cause, depth - 1);
}

function systemCodeOf(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < DEPTH && current instanceof Error; depth += 1) {
    const code: unknown = 'code' in current ? current.code : undefined;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,39}$/.test(code)) return code;
    current = current.cause;
  }
  return undefined;
}
