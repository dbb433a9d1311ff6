import { Command } from 'commander';
import { endUnheard } from '#infra/process/end-unheard.js';
import { inspect } from './log/inspect.js';
import { addKey, retireKey, showKeys } from './log/keys.js';
import { status } from './log/status.js';

/** `npm run log -- fsck`, `status`, `key`, `new-key` and `retire-key <id>`: what whoever runs the log does with it. */
const program = new Command('log')
  .description('The log that partners verify: how it is, whether it is whole, and its keys.')
  .exitOverride(endUnheard);

program
  .command('fsck')
  .description(
    'work the whole log out anew from the events and compare; exit status 1 where something is wrong',
  )
  .action(inspect);
program
  .command('status')
  .description('how far the log is, and why it is not signed where it is not')
  .action(status);
program.command('key').description('the verifier keys, to be given to partners').action(showKeys);
program
  .command('new-key')
  .description('make a key that signs beside the present one, so that partners can change over')
  .action(addKey);
program
  .command('retire-key')
  .description('let a key sign no more; what it signed stays known')
  .argument('<id>', 'the 8 hexadecimal digits after the name in the verifier key')
  .action(retireKey);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
