import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { castOf } from '../network/cast.js';
import { BEGIN } from '../plan/clocks.js';
import { type Clocked, type Door, doors } from '../plan/step.js';
import { ProcessClock } from './clock.js';
import { OwnDatabase } from './database.js';
import { DoorProcess } from './door-process.js';
import type { History } from './history.js';
import { Tokens } from './tokens.js';
import { OwnWorker } from './worker-process.js';

/** Everything that runs: the database, two API processes, the worker. */
export class House {
  private closing: Promise<void> | undefined;

  private constructor(
    readonly home: string,
    readonly database: OwnDatabase,
    readonly doors: { readonly [name in Door]: DoorProcess },
    readonly worker: OwnWorker,
    readonly tokens: Tokens,
  ) {}

  /** All that it writes is below the folder. */
  static async open(folder: string, seed: number, history: History): Promise<House> {
    const home = join(folder, 'home');
    mkdirSync(home);
    const database = await OwnDatabase.open(folder);
    const clockOf = (what: Clocked): ProcessClock =>
      new ProcessClock(join(folder, `clock of the ${what}`.replaceAll(' ', '-')), BEGIN);
    const environment = { LOG_READERS: castOf(seed).partner.id };
    const optionsOf = (what: Clocked) => ({
      home,
      databaseUrl: database.url,
      clock: clockOf(what),
      environment,
      onUnexpectedEnd: (status: number | null, log: string): void =>
        history.record({ kind: 'ended', what, status, log: log.slice(-4_000) }),
    });
    // The first makes the home's keys, which the others find.
    const first = await DoorProcess.open({ name: doors[0], ...optionsOf(doors[0]) });
    const [second, worker] = await Promise.all([
      DoorProcess.open({ name: doors[1], ...optionsOf(doors[1]) }),
      OwnWorker.open(optionsOf('worker')),
    ]);
    const both = { [doors[0]]: first, [doors[1]]: second } as { [name in Door]: DoorProcess };
    return new House(home, database, both, worker, await Tokens.of(home));
  }

  process(what: Clocked): DoorProcess | OwnWorker {
    return what === 'worker' ? this.worker : this.doors[what];
  }

  /** The processes end in order; the database stays, for whoever looks at it at rest. */
  closeProcesses(): Promise<void> {
    this.closing ??= Promise.all([
      this.worker.close(),
      ...doors.map((door) => this.doors[door].close()),
    ]).then(() => undefined);
    return this.closing;
  }

  async close(): Promise<void> {
    await this.closeProcesses();
    await this.database.close();
  }
}
