import { Command, InvalidArgumentError } from 'commander';
import { openControl } from './control.js';
import { HOST } from './listening.js';
import { startDouble } from './double.js';

/** A double as a process of its own. Its first line of output tells where it and its control listen, as JSON. */
const number = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A number, please.');
  return Number(text);
};

const command = new Command('eventstoredb-double')
  .description('A double of an EventStoreDB server on loopback.')
  .option('--port <port>', 'where clients connect; 0 takes a free one', number, 0)
  .option('--control-port <port>', 'where faults are switched on, over HTTP; 0 takes a free one', number, 0)
  .option('--file <file>', 'where events are kept; without it they end with the process')
  .option(
    '--statistics-every <writes>',
    'how often the server writes events of its own; 0 for never',
    number,
    4,
  );

interface Options {
  readonly port: number;
  readonly controlPort: number;
  readonly file?: string;
  readonly statisticsEvery: number;
}

const { controlPort, ...options } = command.parse().opts<Options>();
const double = await startDouble({ ...options, die: () => process.kill(process.pid, 'SIGKILL') });
const control = await openControl(double, controlPort);
console.log(
  JSON.stringify({ connectionString: double.connectionString, control: `http://${HOST}:${control.port}` }),
);

process.once('SIGTERM', () => {
  control.close();
  void double.close().then(() => process.exit(0));
});
