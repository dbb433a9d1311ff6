import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { castOf } from '../network/cast.js';
import { BEGIN } from '../plan/clocks.js';
import { type Clocked, type Door, doors, type Plan } from '../plan/step.js';
import { ProcessClock } from './clock.js';
import { OwnDatabase } from './database.js';
import { DoorProcess } from './door-process.js';
import { OwnEventServer } from './event-server.js';
import type { History } from './history.js';
import { Tokens } from './tokens.js';
import { OwnWorker } from './worker-process.js';

interface Closable {
  close(): Promise<void>;
}

/** Everything that runs: the database, the event server where there is one, two API processes, the worker. */
export class House {
  private closing: Promise<void> | undefined;

  private constructor(
    /** The event server is none where events are in the database. */
    private readonly rooms: {
      readonly database: OwnDatabase;
      readonly eventServer: OwnEventServer | undefined;
      readonly doors: { readonly [name in Door]: DoorProcess };
      readonly worker: OwnWorker;
    },
    readonly tokens: Tokens,
  ) {}

  get database(): OwnDatabase {
    return this.rooms.database;
  }

  get eventServer(): OwnEventServer | undefined {
    return this.rooms.eventServer;
  }

  get doors(): { readonly [name in Door]: DoorProcess } {
    return this.rooms.doors;
  }

  get worker(): OwnWorker {
    return this.rooms.worker;
  }

  /** All that it writes is below the folder. Where something does not open, all that has opened is closed again. */
  static async open(folder: string, plan: Plan, history: History): Promise<House> {
    const opened: Closable[] = [];
    try {
      return await House.openAll(folder, plan, history, async (opening) => {
        const one = await opening;
        opened.push(one);
        return one;
      });
    } catch (error) {
      for (const one of opened.reverse()) await one.close();
      throw error;
    }
  }

  private static async openAll(
    folder: string,
    { seed, store }: Plan,
    history: History,
    keep: <Room extends Closable>(opening: Promise<Room>) => Promise<Room>,
  ): Promise<House> {
    const home = join(folder, 'home');
    mkdirSync(home);
    const database = await keep(OwnDatabase.open(folder));
    const eventServer = store === 'postgres' ? undefined : await keep(OwnEventServer.open(folder));
    const clockOf = (what: Clocked): ProcessClock =>
      new ProcessClock(join(folder, `clock of the ${what}`.replaceAll(' ', '-')), BEGIN);
    const environment = {
      LOG_READERS: castOf(seed).partner.id,
      EVENT_STORE: eventServer?.connectionString ?? '',
    };
    const optionsOf = (what: Clocked) => ({
      home,
      databaseUrl: database.url,
      clock: clockOf(what),
      environment,
      onUnexpectedEnd: (status: number | null, log: string): void =>
        history.record({ kind: 'ended', what, status, log: log.slice(-4_000) }),
    });
    // The first makes the home's keys, which the others find.
    const first = await keep(DoorProcess.open(optionsOf(doors[0])));
    const second = await keep(DoorProcess.open(optionsOf(doors[1])));
    const worker = await keep(OwnWorker.open(optionsOf('worker')));
    const both = { [doors[0]]: first, [doors[1]]: second } as { [name in Door]: DoorProcess };
    return new House({ database, eventServer, doors: both, worker }, await Tokens.of(home));
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
    await this.eventServer?.close();
    await this.database.close();
  }
}
