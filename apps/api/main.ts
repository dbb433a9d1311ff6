import { Command } from 'commander';
import { endUnheard } from '#infra/process/end-unheard.js';
import {
  type Configuration,
  ConfigurationInvalid,
  readConfiguration,
} from './configuration/configuration.js';
import { interruption } from '../../infra/process/interruption.js';

const STATUS_CONFIGURATION = 2;
const STATUS_FAILED = 1;
/** What a shell takes for "ended by a signal". */
const STATUS_INTERRUPTED = 130;

function configurationOrExit(): Configuration {
  try {
    return readConfiguration(process.env);
  } catch (error) {
    if (!(error instanceof ConfigurationInvalid)) throw error;
    for (const complaint of error.complaints) console.error(complaint);
    process.exit(STATUS_CONFIGURATION);
  }
}

new Command('start')
  .description(
    'Serve the API until Ctrl-C. Its settings are variables of the environment; README.md names them.',
  )
  .allowExcessArguments(false)
  .exitOverride(endUnheard)
  .parse();
const configuration = configurationOrExit();
// Before anything is opened: a database that was just started must be stopped again.
const interrupted = interruption(STATUS_INTERRUPTED);
try {
  // Only now: what is wrong with the configuration is told without loading the whole server.
  const { startServer } = await import('./server/start-server.js');
  const server = await startServer(configuration);
  console.log(`Semina is at ${server.url}; try it at ${server.url}/docs`);
  await interrupted;
  await server.close();
  process.exit(0);
} catch (error) {
  console.error(`Semina has to give up: ${(error as Error).message}`);
  process.exit(STATUS_FAILED);
}
