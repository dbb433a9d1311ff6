import { Command } from 'commander';
import { endUnheard } from '#infra/process/end-unheard.js';
import { heedInterruption } from './interruption.js';
import { BackupRefused } from './refusal.js';
import { fromWhereCalled, readSurroundings } from './surroundings.js';
import { takeBackup } from './taking/take-backup.js';
import { takenInWords } from './words.js';

const STATUS_FINDINGS = 1;
const STATUS_REFUSED = 2;

/** `npm run backup -- FILE`: everything that cannot be worked out again, into one new file. */
const program = new Command('backup')
  .description(
    'Write all events, addresses, signed heads and keys into one new file. The server may be running.',
  )
  .argument('<file>', 'the name of the new file')
  .addHelpText(
    'after',
    '\nExit status: 0 done; 1 done, but the log was changed and the backup will not be restored; 2 there is no backup.',
  )
  .exitOverride(endUnheard)
  .action(backup);

async function backup(file: string): Promise<void> {
  const path = fromWhereCalled(file, 'backup');
  const taken = await takeBackup(path, await readSurroundings(process.env));
  for (const line of takenInWords(path, taken)) process.stdout.write(`${line}\n`);
  if (taken.findings.length > 0) process.exitCode = STATUS_FINDINGS;
}

heedInterruption();
try {
  await program.parseAsync();
} catch (error) {
  const code = error instanceof BackupRefused ? error.code : 'failed';
  process.stderr.write(`No backup was made. ${code}: ${(error as Error).message}\n`);
  process.exitCode = STATUS_REFUSED;
}
