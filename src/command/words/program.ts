import { Command, CommanderError, Option } from 'commander';
import type { AdjustOptions } from '../adjust.ts';
import type { DoctorVerbOptions } from '../diagnose.ts';
import type { FileVerbOptions } from '../rows/input.ts';
import { UsageError } from '../failures.ts';
import type { ExitCode } from '../failures.ts';
import type { LevelsOptions } from '../levels.ts';
import type { Surroundings } from '../surroundings.ts';
import type { SyncVerbOptions } from '../sync.ts';
import { columns, delimiter, each, encoding, list, names, share, units } from './values.ts';

/** Reads the words, and carries out the verb that they name. */
export async function runVerb(
  words: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = build(surroundings, (verb) => {
    return async (...given: unknown[]) => {
      code = await verb(...given);
    };
  });
  if (words.length === 0)
    throw new UsageError('a command is missing: there are sync, adjust, levels, doctor and fake');
  try {
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    throw new UsageError(withoutValues(error.message), { cause: error });
  }
}

/** A message without what may be a token that was written where none belongs. */
function withoutValues(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(/^unknown command '[^']*'/, 'the command is unknown')
    .replaceAll(/(--?[\w-]+)=[^']*/g, '$1')
    .replace(/\s*\(Did you mean (.*)\?\)/, '; did you mean $1?')
    .replace(/\.$/, '');
}

type Verb = (...given: unknown[]) => Promise<ExitCode>;

function build(
  surroundings: Surroundings,
  carryOut: (verb: Verb) => (...given: unknown[]) => Promise<void>,
): Command {
  const program = new Command('genstore-inventory')
    .description('Stock of a Genstore shop: counts and moves from files, levels, a doctor, a fake.')
    .version(surroundings.version(), '-v, --version')
    .addHelpText('after', OVERVIEW);
  const { print } = surroundings;
  program.exitOverride().configureOutput({
    writeOut: print,
    writeErr: () => {
      // Told by the error that follows.
    },
    // One width and no colours: the build writes the pages down.
    getOutHelpWidth: () => 80,
    getOutHasColors: () => false,
  });
  const verb = (name: string, description: string, examples: string): Command =>
    program
      .command(name)
      .copyInheritedSettings(program)
      .description(description)
      .addHelpText('after', examples);

  withFile(
    withAccess(
      verb('sync', 'Makes the shop agree with counts; writes only what differs.', SYNC)
        .argument('<file>', '.csv, .tsv, .jsonl, or - for standard input')
        .option('--max-drop <share>', 'refuse to take away more units than this (0.2, 20%)', share)
        .option('--max-changed <share>', 'refuse to change more levels than this; 50%', share)
        .addOption(
          new Option('--missing <what>', 'levels not in the file: ignore, or zero').choices([
            'ignore',
            'zero',
          ]),
        )
        .option('--connect-missing', 'connect variants to warehouses where there is no level')
        .option('--sum', 'add up lines of one level, such as bins'),
    ),
  ).action(
    carryOut(async (file, options) => {
      const { sync } = await import('../sync.ts');
      return sync(file as string, options as SyncVerbOptions, surroundings);
    }),
  );
  withFile(
    withAccess(
      verb('adjust', 'Carries out moves, each once: units that came or, below 0, went.', ADJUST)
        .argument('<file>', '.csv, .tsv, .jsonl, or - for standard input')
        .option('--batch-id <text>', 'names this file; with the row it is the key of a move'),
    ),
  ).action(
    carryOut(async (file, options) => {
      const { adjust } = await import('../adjust.ts');
      return adjust(file as string, options as AdjustOptions & FileVerbOptions, surroundings);
    }),
  );
  withAccess(
    verb('levels', 'Prints the levels of the shop.', LEVELS)
      .option('--below <units>', 'only levels with less available than this', units)
      .option('--variant <ids>', 'only these variants, parted by commas', list)
      .option('--location <ids>', 'only these warehouses, by id or name', each)
      .addOption(
        new Option('--format <format>', 'table on a terminal, else csv').choices([
          'csv',
          'jsonl',
          'table',
        ]),
      ),
  ).action(
    carryOut(async (options) => {
      const { levels } = await import('../levels.ts');
      return levels(options as LevelsOptions, surroundings);
    }),
  );
  withAccess(
    verb('doctor', 'Finds out how a shop speaks, and whether all is well. It reads only.', DOCTOR)
      .option('--names <entries>', 'answers to what it asks: committed=reserved', names)
      .option('--out <file>', 'write the wire profile, for --wire')
      .option('--report <file>', 'write what was found, without token, shop and ids')
      .option('--write <level>', 'variantId:locationId: write its own value of incoming'),
  ).action(
    carryOut(async (options) => {
      const { diagnose } = await import('../diagnose.ts');
      return diagnose(options as DoctorVerbOptions, surroundings);
    }),
  );
  // It has words of its own.
  program.command('fake').description('Serves a fake shop, for tests: see fake --help');
  return program;
}

function withAccess(verb: Command): Command {
  return verb
    .option('--shop <name>', "the shop's name: acme for acme.genmystore.com")
    .option('--base-url <url>', 'or its address, such as http://127.0.0.1:4010')
    .option('--token-file <file>', 'a file with the token; else GENSTORE_TOKEN has it')
    .addOption(new Option('--token <no>').hideHelp().argParser(refuseToken))
    .option('--wire <profile.json>', "the shop's dialect, as doctor --out wrote it");
}

function withFile(verb: Command): Command {
  return verb
    .option('--columns <names>', 'sku=Artikel,location=Lager,onHand=Bestand', columns)
    .addOption(
      new Option('--quantity <name>', 'which quantity: onHand, or available').choices([
        'onHand',
        'available',
      ]),
    )
    .option(
      '--encoding <name>',
      'such as windows-1252; else UTF-8, or UTF-16 with a mark',
      encoding,
    )
    .option('--delimiter <letter>', 'what parts columns; else it is found', delimiter)
    .addOption(
      new Option('--thousands <mark>', 'what parts thousands in numbers').choices([
        ',',
        '.',
        ' ',
        "'",
      ]),
    )
    .option('--skip-invalid', 'leave wrong lines out, and list them; else nothing is written')
    .option('--dry-run', 'show what would be written')
    .option('--yes', 'do not ask')
    .option('--report <file>', 'what is left, .csv or .jsonl, to be fed in again')
    .option('--state <file.db>', "the shop's state; else in your state folder")
    .option('--json', 'lines of JSON on a terminal too');
}

function refuseToken(): never {
  // What was written stays unsaid; others may have read it in the list of processes already.
  throw new UsageError(
    'a token in the arguments can be read by others: set GENSTORE_TOKEN, or say --token-file',
  );
}

const OVERVIEW = `
The token comes from GENSTORE_TOKEN. Exit codes: 0 done, 1 something is left,
2 wrong input or usage, 3 could not begin.

Examples:
  $ export GENSTORE_TOKEN="$(cat token)"
  $ genstore-inventory doctor --shop acme --out acme.json
  $ genstore-inventory sync counts.csv --shop acme --wire acme.json --dry-run
  $ genstore-inventory adjust moves.csv --shop acme --batch-id 2026-11-27-bins
  $ genstore-inventory levels --shop acme --below 5`;

const SYNC = `
Examples:
  $ genstore-inventory sync counts.csv --shop acme --dry-run
  $ genstore-inventory sync counts.csv --shop acme --report left.csv
  $ cat stock.tsv | genstore-inventory sync - --shop acme --max-drop 20%`;

const ADJUST = `
Examples:
  $ genstore-inventory adjust moves.csv --shop acme --batch-id 2026-11-27-bins
  $ genstore-inventory adjust left.csv --shop acme      (it has a column key)`;

const LEVELS = `
Examples:
  $ genstore-inventory levels --shop acme --below 5
  $ genstore-inventory levels --shop acme --location Berlin > berlin.csv`;

const DOCTOR = `
Exit codes: 0 all that is needed is confirmed, 1 not all, 2 wrong usage, 3 could
not begin.

Examples:
  $ genstore-inventory doctor --shop acme --out acme.json --report r.md
  $ genstore-inventory doctor --shop acme --names committed=reserved
  $ genstore-inventory doctor --base-url http://127.0.0.1:4010`;
