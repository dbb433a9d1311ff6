import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { endUnheard } from '#infra/process/end-unheard.js';
import { openOwnKey, signToken } from '#infra/keys/own-key.js';
import { isUuid } from '#decision';
import { ConfigurationInvalid, readConfiguration } from './configuration/configuration.js';

const DAY_SECONDS = 86_400;
const DAYS_MAX = 3_660;

interface Options {
  readonly person?: string;
  readonly operator?: boolean;
  readonly days: number;
}

const program = new Command('token')
  .description('Prints a token for the server of this machine (SEMINA_HOME), signed with its own key.')
  .option('--person <uuid>', 'whose token it is; a new person where left out', personId)
  .option('--operator', 'the token of whoever runs the server')
  .option('--days <number>', 'how long it holds', days, 30)
  .allowExcessArguments(false)
  .exitOverride(endUnheard)
  .parse();

try {
  await printToken(program.opts<Options>());
} catch (error) {
  const complaints = error instanceof ConfigurationInvalid ? error.complaints : [(error as Error).message];
  for (const complaint of complaints) console.error(complaint);
  process.exitCode = 2;
}

async function printToken({ person, operator = false, days: lifetime_days }: Options): Promise<void> {
  const { home, authIssuer } = readConfiguration(process.env);
  if (authIssuer !== undefined) throw new Error(`AUTH_ISSUER is set: tokens come from ${authIssuer}.`);
  const id = person ?? randomUUID();
  if (person === undefined) console.error(`The new person is ${id}`);
  const lifetimeSeconds = lifetime_days * DAY_SECONDS;
  console.log(await signToken(await openOwnKey(home), { personId: id, operator, lifetimeSeconds }));
}

function personId(text: string): string {
  if (!isUuid(text)) throw new InvalidArgumentError('It must be a UUID.');
  return text.toLowerCase();
}

function days(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > DAYS_MAX) {
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${DAYS_MAX}.`);
  }
  return number;
}
