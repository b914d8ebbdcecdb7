import { InvalidInputError, isInventoryError } from '../index.ts';
import type { InventoryClient } from '../index.ts';
import { SyncGuardError } from '../sync/index.ts';
import { StockFileError } from '../files/index.ts';
import { clientOptions, openClient } from './access.ts';
import { Interrupted, watchForEnd } from './ending.ts';
import { ReportError, StartError } from './failures.ts';
import type { ExitCode } from './failures.ts';
import { tellProblems, wordsOfError } from './rows/input.ts';
import type { FileVerbOptions } from './rows/input.ts';
import { openReport } from './rows/report.ts';
import type { Report } from './rows/report.ts';
import { makeFolderOf, statePath } from './state.ts';
import { openStore } from './store.ts';
import type { Surroundings } from './surroundings.ts';
import { openVoice } from './voice.ts';
import type { Voice } from './voice.ts';

/** What a verb that writes works with. */
export interface Session {
  readonly client: InventoryClient;
  readonly hasKeys: boolean;
  readonly state: string;
  readonly signal: AbortSignal;
  readonly voice: Voice;
  readonly report: Report;
}

/** Opens all that a run needs, carries it out, and closes it again, whatever happens. */
export async function inSession(
  file: string,
  options: FileVerbOptions,
  surroundings: Surroundings,
  work: (session: Session) => Promise<ExitCode>,
): Promise<ExitCode> {
  const access = clientOptions(options, surroundings);
  // Made once without a store, to know the shop before its state is looked for.
  const state = statePath(openClient(access).baseUrl, options.state, surroundings.env);
  makeFolderOf(state);
  const report = openReport(options.report, file);
  const end = watchForEnd();
  const voice = await openVoice(surroundings, options.json === true);
  const store = await openStore(state);
  try {
    const client = openClient({ ...access, ...store.options });
    const { hasKeys } = store;
    return await work({ client, hasKeys, state, signal: end.signal, voice, report });
  } catch (error) {
    report.abandon();
    return tellFailure(error, voice, state);
  } finally {
    voice.rest();
    end.stop();
    await store.close();
  }
}

/** Tells why nothing was written. */
function tellFailure(error: unknown, voice: Voice, state: string): ExitCode {
  if (error instanceof StockFileError) {
    tellProblems(error, voice);
    return 2;
  }
  if (error instanceof Interrupted) {
    const words = `Ended (${error.message}) before anything was written. Run it again.`;
    voice.warn('interrupted', { by: error.message }, words);
    return 1;
  }
  if (error instanceof SyncGuardError) {
    const option = error.guard === 'maxDrop' ? '--max-drop' : '--max-changed';
    const words = `${error.message} Look at the file; where it is right, allow more: ${option} ${Math.ceil(error.actual * 100)}%`;
    const { guard, limit, actual, changed, total, unitsDown, units } = error;
    voice.warn('refused', { guard, limit, actual, changed, total, unitsDown, units }, words);
    return 2;
  }
  if (error instanceof ReportError) {
    voice.warn('failed', { code: 'report', message: error.message }, error.message);
    return 1;
  }
  if (error instanceof InvalidInputError) {
    voice.warn('refused', { message: error.message }, error.message);
    return 2;
  }
  if (!isInventoryError(error) && !(error instanceof StartError)) throw error;
  const place =
    isInventoryError(error) && error.code === 'store'
      ? ` The state is ${state}; where it is damaged or no state, say another file: --state file.db`
      : '';
  const words = wordsOfError(error) + place;
  const code = isInventoryError(error) ? error.code : 'start';
  voice.warn('failed', { code, message: words }, `${words}\nNothing was written.`);
  return 3;
}
