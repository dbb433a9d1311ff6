import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { exportFormats } from './books/journal-formats.js';
import { CouldNotCheck, Found } from './finding.js';
import type { BooksOptions } from './program/books-command.js';
import type { CompareOptions } from './program/compare-command.js';
import type { ExportOptions } from './program/export-command.js';
import { followCommand, type FollowOptions } from './program/follow-command.js';
import { agreeCommand, verifyProofCommand } from './program/proof-commands.js';
import { COULD_NOT_CHECK } from './program/reporter.js';
import { type GeneralOptions, type Setting, settingOf } from './program/setting.js';

// Commands that work books out load the rules of the house only when they run: most calls follow.
const program = new Command('auditor')
  .description('Verify a log of co-productions, and work out its books, trusting nobody who runs it.')
  .option('--directory <dir>', 'the folder with your own copy of the log; keep it', '.semina-audit')
  .option('--policy <file>', 'whom you trust (C2SP tlog-policy); <directory>/policy unless told')
  .option('--json', 'a JSON document a line, for programs')
  .addHelpText(
    'after',
    '\nExit status: 0 all is as it should be, 1 there are findings, 2 something could not be checked.\n' +
      'docs/partners.md tells what each finding means.',
  )
  .exitOverride();

program
  .command('verify-proof')
  .description('check proof files, offline')
  .argument('<file...>')
  .action((files: string[]) => perform((setting) => verifyProofCommand(setting, files)));

program
  .command('follow')
  .description(
    'fetch what is new, and check every event, hash and signature, and that nothing old has changed',
  )
  .argument('[url]', 'the address of the log; that in the policy unless told')
  .option('--token-file <file>', 'the file with your token; SEMINA_TOKEN unless told')
  .option('--max-age <hours>', 'how old the newest co-signature may be', hours)
  .action((url: string | undefined, options: FollowOptions) =>
    perform((setting) => followCommand(setting, url, options)),
  );

program
  .command('agree')
  .description('check that a page or proof that another partner was shown is of the same history as yours')
  .argument('<file>', 'a checkpoint, or a proof file')
  .action((file: string) => perform((setting) => agreeCommand(setting, file)));

program
  .command('books')
  .description('work the books out of your copy, and tell every event that breaks a rule')
  .option('--co-production <id>', 'only this one')
  .option('--accounts', 'every account instead of sums by kind')
  .option(
    '--threads <count>',
    'by how many threads; as many as this machine and the log are good for unless told',
    threads,
  )
  .action((options: BooksOptions) =>
    perform(async (setting) => {
      const { booksCommand } = await import('./program/books-command.js');
      await booksCommand(setting, options);
    }),
  );

program
  .command('compare')
  .description('hold the balances that the operator’s server shows against your own, account by account')
  .argument('<url>', 'the address of the server')
  .option('--co-production <id>', 'only this one')
  .option('--token-file <file>', 'the file with your token; SEMINA_TOKEN unless told')
  .action((url: string, options: CompareOptions) =>
    perform(async (setting) => {
      const { compareCommand } = await import('./program/compare-command.js');
      await compareCommand(setting, url, options);
    }),
  );

program
  .command('export')
  .description('write the journal that the events of your copy make')
  .addOption(new Option('--format <format>', 'which journal').choices(exportFormats).makeOptionMandatory())
  .option('--co-production <id>', 'only this one; hledger and beancount need it')
  .action((options: ExportOptions) =>
    perform(async (setting) => {
      const { exportCommand } = await import('./program/export-command.js');
      await exportCommand(setting, options);
    }, process.stderr),
  );

// Whoever reads only the beginning of what is written, as `head` does, has seen enough.
process.stdout.on('error', () => process.exit(COULD_NOT_CHECK));

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : COULD_NOT_CHECK;
}

/** Runs a command and turns what came of it into an exit status. */
async function perform(
  command: (setting: Setting) => Promise<void>,
  out: NodeJS.WriteStream = process.stdout,
): Promise<void> {
  const setting = settingOf(program.opts<GeneralOptions>(), out);
  try {
    await command(setting);
    process.exitCode = setting.reporter.exitStatus;
  } catch (error) {
    if (error instanceof Found) {
      setting.reporter.finding(error.finding);
      process.exitCode = setting.reporter.exitStatus;
    } else {
      process.stderr.write(`Could not check: ${reasonOf(error)}\n`);
      process.exitCode = COULD_NOT_CHECK;
    }
  }
}

/** A full disk or a defect of this program says nothing about the log either; of a defect its place is told. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isExpected = error instanceof CouldNotCheck || 'syscall' in error;
  return isExpected ? error.message : (error.stack ?? error.message);
}

function hours(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('It is a number of hours.');
}

function threads(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 64) return value;
  throw new InvalidArgumentError('It is a number from 1 to 64.');
}
