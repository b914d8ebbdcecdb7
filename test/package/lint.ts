import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the linter says of one line. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly says: string;
}

interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** Writes the files into an empty folder and lints them all at once by the project's own rules. */
export async function lint(
  directory: string,
  files: ReadonlyMap<string, readonly string[]>,
): Promise<Finding[]> {
  for (const [file, lines] of files) {
    const path = join(directory, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, lines.join('\n'));
  }
  // The rules under test need no types, and the folder holds no project to take them from.
  const config = await readFile(join(root, '.oxlintrc.json'), 'utf8');
  const untyped = config.replace('"typeAware": true', '"typeAware": false');
  await writeFile(join(directory, '.oxlintrc.json'), untyped);

  const { diagnostics } = JSON.parse(await oxlint(directory)) as { diagnostics: Diagnostic[] };
  return diagnostics.map(({ code, message, help, filename, labels }) => ({
    file: filename,
    line: labels[0]?.span.line ?? 0,
    rule: code,
    says: help === undefined ? message : `${message} ${help}`,
  }));
}

function oxlint(cwd: string): Promise<string> {
  const bin = join(root, 'node_modules/oxlint/bin/oxlint');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [bin, '--format', 'json'],
      { cwd, maxBuffer: 2 ** 26 },
      // Findings end it with a status of 1; its report is on stdout all the same.
      (_, stdout) => resolve(stdout),
    );
  });
}
