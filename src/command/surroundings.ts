/** What the command finds around it; tests hand in their own. */
export interface Surroundings {
  readonly version: () => string;
  /** What the command says, for pipes and people. */
  readonly print: (text: string) => void;
  /** What it says of trouble and of progress. */
  readonly complain: (text: string) => void;
  /** Whether people look at what is printed. */
  readonly isTerminal: boolean;
  readonly hasColors: boolean;
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input: AsyncIterable<Uint8Array>;
  /** Asks a person, who answers yes or no; undefined where nobody can be asked. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined;
}

/** The surroundings of a process. */
export function processSurroundings(version: () => string): Surroundings {
  const { stdin, stdout, stderr, env } = process;
  // Whoever reads may stop reading, such as head: then nobody is left to be told anything.
  stdout.on('error', endQuietly);
  const isTerminal = stdout.isTTY && stderr.isTTY;
  return {
    version,
    print: (text) => void stdout.write(text),
    complain: (text) => void stderr.write(text),
    isTerminal,
    hasColors: isTerminal && stdout.hasColors(),
    columns: isTerminal ? stdout.columns : 80,
    env,
    input: stdin as AsyncIterable<Uint8Array>,
    ask: isTerminal && stdin.isTTY ? askPerson : undefined,
  };
}

let isEnding = false;

/** As by a signal: a verb that writes ends what is under way first. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  if (!isEnding) process.kill(process.pid, 'SIGTERM');
  isEnding = true;
}

async function askPerson(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await lines.question(question)).trim());
  } catch {
    return false;
  } finally {
    lines.close();
  }
}

/** Colours, where there are any. */
export function painter(hasColors: boolean): (code: string, text: string) => string {
  return (code, text) => (hasColors ? `\u001B[${code}m${text}\u001B[0m` : text);
}
