import {
  ConfigurationInvalid,
  readConfiguration,
  type Configuration,
} from './configuration/configuration.js';

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

const configuration = configurationOrExit();
try {
  // Only now: what is wrong with the configuration is told without loading the whole server.
  const { startServer } = await import('./server/start-server.js');
  const server = await startServer(configuration);
  console.log(`Semina is at ${server.url}; try it at ${server.url}/docs`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(server.close));
} catch (error) {
  console.error(`Semina cannot start: ${(error as Error).message}`);
  process.exit(STATUS_FAILED);
}

/** The first signal drains; whoever cannot wait sends another. */
async function stop(close: () => Promise<void>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => process.exit(STATUS_INTERRUPTED));
  try {
    await close();
    process.exit(0);
  } catch (error) {
    console.error(`Semina did not stop in order: ${(error as Error).message}`);
    process.exit(STATUS_FAILED);
  }
}
