/** A call that came to nothing: `away` where nobody answered, else in the words of the server. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly away: boolean;
  readonly status: number | undefined;
  /** The rule of stock that refused it, where one did. */
  readonly reason: string | undefined;

  constructor(message: string, status?: number, reason?: string) {
    super(message);
    this.away = status === undefined;
    this.status = status;
    this.reason = reason;
  }
}

const TOKEN_HEADER = 'X-Fake-Control';
/** Longer than any answer takes, so that a server that hangs is told from a slow one. */
const PATIENCE_MS = 15_000;

let token = tokenOf(document);

function tokenOf(page: Document): string {
  return page.querySelector<HTMLMetaElement>('meta[name="control-token"]')?.content ?? '';
}

/** Learns the page's own token anew: a server that was started again has another one. */
export async function renewToken(): Promise<void> {
  const page = await fetch('/__fake/', { headers: { Accept: 'text/html' }, cache: 'no-store' });
  if (!page.ok) return;
  token = tokenOf(new DOMParser().parseFromString(await page.text(), 'text/html'));
}

/**
 * Asks the control surface.
 *
 * @throws CallError
 */
export async function call<Answer>(
  method: string,
  path: string,
  body?: unknown,
  patienceMs = PATIENCE_MS,
): Promise<Answer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`/__fake/${path}`, {
      method,
      headers: { ...(token === '' ? {} : { [TOKEN_HEADER]: token }), ...typeOf(body) },
      body: body === undefined ? null : JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(patienceMs),
    });
    text = await response.text();
  } catch {
    throw new CallError('The server did not answer. Once it is back, look whether it was done.');
  }
  const value = read(text);
  if (response.ok) return value as Answer;
  const { error, rejection } = (value ?? {}) as {
    readonly error?: string;
    readonly rejection?: { readonly reason?: string };
  };
  const words = error ?? `The server answered ${response.status} without a reason.`;
  throw new CallError(words, response.status, rejection?.reason);
}

function typeOf(body: unknown): Readonly<Record<string, string>> {
  return body === undefined ? {} : { 'Content-Type': 'application/json' };
}

function read(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
