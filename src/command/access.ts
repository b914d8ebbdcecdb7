import { readFileSync } from 'node:fs';
import { InventoryClient } from '../index.ts';
import type { InventoryClientOptions, WireEntries } from '../index.ts';
import { StartError, UsageError } from './failures.ts';
import type { Surroundings } from './surroundings.ts';

/** The options that say which shop. */
export interface AccessOptions {
  readonly shop?: string;
  readonly baseUrl?: string;
  readonly tokenFile?: string;
  readonly wire?: string;
}

/** Reads the token, which stands in no argument: those can be seen by others. */
export function readToken({ tokenFile }: AccessOptions, { env }: Surroundings): string {
  if (tokenFile === undefined) {
    const token = env['GENSTORE_TOKEN']?.trim() ?? '';
    if (token !== '') return token;
    throw new UsageError('the access token is missing: set GENSTORE_TOKEN, or say --token-file');
  }
  const token = readText(tokenFile, '--token-file').trim();
  if (token === '') throw new UsageError(`--token-file: ${tokenFile} is empty`);
  return token;
}

/** Reads the wire profile that the doctor wrote. */
export function readWire(file: string | undefined): WireEntries | undefined {
  if (file === undefined) return undefined;
  try {
    const entries = JSON.parse(
      readText(file, '--wire').replace(/^\uFEFF/, ''),
    ) as WireEntries | null;
    if (entries !== null) return entries;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`--wire: ${file} is no JSON`);
  }
  throw new UsageError(`--wire: ${file} is empty: it holds null`);
}

/** Which shop the options say. */
export function readShop({
  shop,
  baseUrl,
}: AccessOptions): { readonly shop: string } | { readonly baseUrl: string } {
  if ((shop === undefined) === (baseUrl === undefined)) {
    throw new UsageError('say which shop: --shop acme, or --base-url, and not both');
  }
  return shop === undefined ? { baseUrl: baseUrl ?? '' } : { shop };
}

/** What a client needs to be made, besides what a verb adds. */
export function clientOptions(
  options: AccessOptions,
  surroundings: Surroundings,
): InventoryClientOptions {
  const place = readShop(options);
  const wire = readWire(options.wire);
  return {
    ...place,
    accessToken: readToken(options, surroundings),
    ...(wire && { wire }),
  };
}

/** Makes a client; what it refuses is a mistake in the options. */
export function openClient(options: InventoryClientOptions): InventoryClient {
  try {
    return new InventoryClient(options);
  } catch (error) {
    throw new UsageError(inWordsOfOptions((error as Error).message), { cause: error });
  }
}

/** What the client says of its options, in words of the command's. */
export function inWordsOfOptions(message: string): string {
  return message
    .replace(/^new InventoryClient: |^InventoryClient: /, '')
    .replace(/^shop\b/, '--shop')
    .replace(/^baseUrl\b/, '--base-url')
    .replace(', or with dangerouslyAllowHttp: true', '')
    .replace(/^wire\./, '--wire: ')
    .replace(/^wire\b/, '--wire')
    .replace(/^accessToken\b.*/, 'the access token has a blank or a letter that none has')
    .replace(/\.$/, '');
}

function readText(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new StartError(`${option}: ${file} cannot be read: ${code}.`, { cause: error });
  }
}
