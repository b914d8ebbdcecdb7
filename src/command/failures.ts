/** How the command ends. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The command was called in a way that it does not understand, or what it was given is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** All is done, but what was left could not be written down. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

/** The command could not begin: something around it is not there. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
