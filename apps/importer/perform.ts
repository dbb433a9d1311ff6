import { explain } from './explain.js';
import { idMadeBy, stepKey, operatorId } from './plan/identity.js';
import { personOf, type Giver, type Step, type Thing } from './plan/step.js';
import type { Refusal } from './refusal.js';
import type { Server } from './server/server.js';
import type { Person } from './server/tokens.js';

/** What an import has brought about so far. */
export interface Imported {
  readonly ids: ReadonlyMap<Thing, string>;
  /** The highest position any command was answered with: what the read models must have reached. */
  readonly position: bigint;
  /** Commands that an earlier run had given. */
  readonly repeated: number;
  /** Commands that were new. */
  readonly booked: number;
}

/** What a run does with the refusals of its steps, beyond reporting them. */
export interface RefusalMemory {
  /** The refusal of an earlier run with the same folder: such a step is not asked again. */
  recall(key: string): Refusal | undefined;
  /** Called before the next step is asked. */
  keep(key: string, refusal: Refusal): void;
}

/** Gives the commands one after another; a refused one is noted and the rest goes on. */
export class Performance {
  private readonly ids = new Map<Thing, string>();
  private readonly refusedRows = new Set<string>();
  private readonly changedRows = new Set<string>();
  private position = 0n;
  private repeated = 0;
  private booked = 0;

  constructor(
    private readonly server: Server,
    private readonly identity: string,
    private readonly currency: string,
    private readonly refuse: (refusal: Refusal) => void,
  ) {}

  /** Throws ServerUnusable where the server does not answer; `imported` then tells how far it came. */
  async perform(step: Step, memory: RefusalMemory): Promise<void> {
    const key = stepKey(this.identity, step.origin.file, step.origin.ref, step.key);
    const missing: Thing[] = [];
    const idOf = (thing: Thing) => this.ids.get(thing) ?? (missing.push(thing), '');
    const { path, body } = step.request(idOf);
    const giver = personGiving(step.giver, idOf);
    const [first] = missing;
    if (first !== undefined) this.leaveOut(step, first);
    else await this.ask(step, memory, key, () => this.server.command(giver, key, path, body));
  }

  get imported(): Imported {
    const { ids, position, repeated, booked } = this;
    return { ids, position, repeated, booked };
  }

  private async ask(step: Step, memory: RefusalMemory, key: string, command: Command): Promise<void> {
    const recalled = memory.recall(key);
    if (recalled) {
      this.takeNote(step, key, recalled);
      return;
    }
    const answer = await command();
    if (answer.status === 'refused') {
      const refusal = { ...step.origin, ...explain(answer.problem, this.currency, this.ids) };
      memory.keep(key, refusal);
      this.takeNote(step, key, refusal);
      return;
    }
    if (step.makes) this.ids.set(step.makes, answer.id);
    if (answer.position > this.position) this.position = answer.position;
    if (answer.repeated) this.repeated += 1;
    else this.booked += 1;
  }

  /** What a changed row made at an earlier run is there, so the rows that rest on it go on. */
  private takeNote(step: Step, key: string, refusal: Refusal): void {
    if (refusal.code !== 'idempotency_key_reused') {
      this.note(refusal);
      return;
    }
    const id = step.makes && idMadeBy(key, step.makes);
    if (step.makes && id !== undefined) this.ids.set(step.makes, id);
    if (followsFromParty(step) || this.changedRows.has(rowOf(refusal))) return;
    this.changedRows.add(rowOf(refusal));
    this.refuse(step.name === 'register' ? { ...refusal, words: changedParty(id ?? '') } : refusal);
  }

  /** A row that is refused is told once, and not again for what it would have led to. */
  private leaveOut(step: Step, missing: Thing): void {
    if (!this.refusedRows.has(rowOf(step.origin))) this.note(dependsOn(step, missing));
  }

  private note(refusal: Refusal): void {
    this.refusedRows.add(rowOf(refusal));
    this.refuse(refusal);
  }
}

type Row = Pick<Refusal, 'file' | 'ref'>;
const rowOf = ({ file, ref }: Row): string => JSON.stringify([file, ref]);

/** The people at a party are called after it and given their roles by its kind: what changed there, its own step tells. */
const followsFromParty = ({ name }: Step): boolean => name === 'register person' || name === 'grant role';

const changedParty = (id: string): string =>
  `The row has changed since it was registered; correct it with PUT /parties/${id}/contact.`;

type Command = () => ReturnType<Server['command']>;

function personGiving(giver: Giver, idOf: (thing: Thing) => string): Person {
  if (giver === 'operator') return { personId: operatorId, operator: true };
  return { personId: idOf(personOf(giver.party, giver.role)) };
}

function dependsOn(step: Step, missing: Thing): Refusal {
  const words = `It rests on ${missing === 'co-production' ? 'the terms' : missing}, which is refused.`;
  return { ...step.origin, code: 'depends_on_refused', words };
}
