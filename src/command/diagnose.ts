import { writeFileSync } from 'node:fs';
import { InvalidInputError } from '../index.ts';
import type { WireEntries } from '../index.ts';
import { inWordsOfOptions, openClient, readShop, readToken, readWire } from './access.ts';
import type { AccessOptions } from './access.ts';
import { doctor, printDoctor } from './doctor/index.ts';
import { watchForEnd } from './ending.ts';
import { StartError, UsageError } from './failures.ts';
import type { ExitCode } from './failures.ts';
import type { Surroundings } from './surroundings.ts';

/** The options of `doctor`. */
export interface DoctorVerbOptions extends AccessOptions {
  readonly names?: WireEntries;
  readonly out?: string;
  readonly report?: string;
  readonly write?: string;
}

/** Finds out how a shop speaks, and writes it down. */
export async function diagnose(
  options: DoctorVerbOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const access = { ...readShop(options), accessToken: readToken(options, surroundings) };
  openClient(access);
  // What is said on the line goes before what a file says.
  const names = { ...readWire(options.wire), ...options.names };
  const write = readPlace(options.write);
  const end = watchForEnd();
  try {
    const result = await doctor({
      ...access,
      signal: end.signal,
      ...(write && { write }),
      names,
    });
    // What could not begin is mailed by cron, as with other verbs.
    const tell = result.exitCode === 3 ? surroundings.complain : surroundings.print;
    tell(`${printDoctor(result).trimEnd()}\n`);
    // Last, so that a folder that is not there costs no visit.
    if (options.out !== undefined)
      save(options.out, `${JSON.stringify(result.profile, null, 2)}\n`);
    if (options.report !== undefined) save(options.report, result.report);
    return result.exitCode;
  } catch (error) {
    if (error instanceof InvalidInputError) {
      throw new UsageError(inWordsOfEntries(error.message, options), { cause: error });
    }
    if (end.signal.aborted) return 3;
    throw error;
  } finally {
    end.stop();
  }
}

/** An entry of a profile is called by the option that said it. */
function inWordsOfEntries(message: string, { names = {} }: DoctorVerbOptions): string {
  const words = inWordsOfOptions(message);
  const [, entry = ''] = /^--wire: (\w+)/.exec(words) ?? [];
  return Object.hasOwn(names, entry) ? words.replace('--wire', '--names') : words;
}

function readPlace(
  text: string | undefined,
): { readonly variantId: string; readonly locationId: string } | undefined {
  if (text === undefined) return undefined;
  const [variantId = '', locationId = '', ...more] = text.split(':');
  if (variantId !== '' && locationId !== '' && more.length === 0) return { variantId, locationId };
  throw new UsageError('--write must be variantId:locationId, such as 107362030756584:50002');
}

function save(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new StartError(`${file} cannot be written: ${code}.`, { cause: error });
  }
}
