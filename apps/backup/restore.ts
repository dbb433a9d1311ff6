import { Command } from 'commander';
import { endUnheard } from '#infra/process/end-unheard.js';
import { heedInterruption } from './interruption.js';
import { BackupRefused } from './refusal.js';
import { restore } from './restoring/restore.js';
import { fromWhereCalled, readSurroundings } from './surroundings.js';
import { missingEvents, restoredInWords } from './words.js';

const STATUS_MISSING = 1;
const STATUS_REFUSED = 2;

/** `npm run restore -- FILE [--checkpoint FILE-or-URL]`: a backup into an empty place, verified. */
const program = new Command('restore')
  .description('Restore a backup into an empty database and folder, and check it against what was signed.')
  .argument('<file>', 'the backup')
  .option(
    '--checkpoint <file-or-url...>',
    'pages of the log that you or a partner have kept: they may know of newer events',
    [],
  )
  .addHelpText(
    'after',
    '\nExit status: 0 restored, and nothing is known to be missing; 1 restored, and events are missing; ' +
      '2 not restored, and nothing has changed.',
  )
  .exitOverride(endUnheard)
  .action(restoreFile);

async function restoreFile(file: string, options: { readonly checkpoint: readonly string[] }): Promise<void> {
  const restored = await restore({
    path: fromWhereCalled(file, 'restore'),
    checkpoints: options.checkpoint.map((place) =>
      /^https?:\/\//.test(place) ? place : fromWhereCalled(place, 'restore'),
    ),
    surroundings: await readSurroundings(process.env),
    say: (line) => void process.stderr.write(`${line}\n`),
  });
  for (const line of restoredInWords(restored)) process.stdout.write(`${line}\n`);
  if (missingEvents(restored) > 0) process.exitCode = STATUS_MISSING;
}

heedInterruption();
try {
  await program.parseAsync();
} catch (error) {
  const code = error instanceof BackupRefused ? error.code : 'failed';
  process.stderr.write(
    `Nothing was restored, and nothing has changed. ${code}: ${(error as Error).message}\n`,
  );
  process.exitCode = STATUS_REFUSED;
}
