import { initialCoProduction } from '#financing';
import { castOf, type Cast, idOf } from '../network/cast.js';
import type { Command } from '../network/command.js';
import { afterDecision, emptyWorld, judge, type World } from '../network/world.js';
import { Clocks } from './clocks.js';
import { type Circumstances, faultOf } from './faults.js';
import { opening, proposal } from './opening.js';
import { wishOfParty } from './party-wishes.js';
import { type RoughCommand, roughSteps, type RoughStep } from './rough.js';
import { type Door, doors, type Look, type Plan, type Planned, type Step, type Store } from './step.js';
import { wishOfBook } from './wishes.js';

/** So many co-productions are under way at a time. */
const BOOKS = 2;
const looks: readonly Look['about'][] = ['co-production', 'balances', 'pledges', 'deliveries'];

/**
 * What happens to the network of this seed: an opening in which nothing breaks, and so many steps. A pure function: the same
 * seed has always the same people, commands, keys and, for one store, faults; and fewer steps are the beginning of more.
 */
export function planOf(seed: number, steps: number, store: Store = 'postgres'): Plan {
  const planning = new Planning(seed, store);
  for (const commands of opening(seed, planning.cast)) planning.open(commands);
  for (const rough of roughSteps(seed, steps)) planning.add(rough);
  return { seed, store, steps: planning.steps };
}

/** The plan so far, and the world as it would be if everything happened in its order. */
class Planning {
  readonly cast: Cast;
  readonly steps: Step[] = [];
  private world: World = emptyWorld;
  private readonly clocks = new Clocks();
  private readonly commands: Command[] = [];
  private readonly books: string[] = [];
  private proposals = 0;

  constructor(
    private readonly seed: number,
    private readonly store: Store,
  ) {
    this.cast = castOf(seed);
  }

  open(commands: readonly Command[]): void {
    const usual = { patient: true, twice: false, answerLost: false, again: false };
    this.steps.push({
      number: this.steps.length + 1,
      commands: commands.map((command, at) => this.planned(command, doors[at % 2]!, usual)),
    });
  }

  add(rough: RoughStep): void {
    const number = this.steps.length + 1;
    const commands = rough.commands.map((each, at) => {
      const door = doors[each.dice % 2]!;
      const command = this.commandOf(each, idOf(this.seed, `step ${number}, command ${at + 1}`), door);
      return this.planned(command, door, each.manner);
    });
    const fault = rough.fault && faultOf(rough.fault, this.circumstances(commands.length));
    const look = rough.look && {
      book: this.books[rough.look.dice % this.books.length]!,
      door: doors[rough.look.dice % 2]!,
      about: looks[rough.look.about % looks.length]!,
    };
    this.steps.push({ number, commands, ...(fault && { fault }), ...(look && { look }) });
  }

  private planned(command: Command, door: Door, manner: RoughCommand['manner']): Planned {
    const today = this.clocks.dayAt(door);
    const decision = judge(command, { own: this.world, others: this.world, today });
    const isKnown = this.commands.some(({ key }) => key === command.key);
    const expected = 'rejection' in decision ? decision.rejection.code : 'accepted';
    this.world = isKnown ? this.world : afterDecision(this.world, command, decision);
    this.commands.push(command);
    if (command.asked.command.type === 'ProposeCoProduction') this.propose(command.asked.id);
    return { command, door, ...manner, expected: isKnown ? 'as before' : expected };
  }

  private circumstances(commands: number): Circumstances {
    return { store: this.store, clocks: this.clocks, commands };
  }

  private propose(id: string): void {
    this.proposals += 1;
    const place =
      this.books.length < BOOKS ? this.books.length : this.books.findIndex((book) => this.isOver(book));
    if (place >= 0) this.books[place] = id;
  }

  private commandOf(rough: RoughCommand, key: string, door: Door): Command {
    const { cast, world, clocks } = this;
    if (rough.about === 'party') return wishOfParty(key, rough, cast, world);
    if (rough.about === 'earlier command') return this.commands[rough.dice % this.commands.length]!;
    const id = this.books[Math.floor(rough.dice / 2) % BOOKS]!;
    if (this.isOver(id)) return proposal(this.seed, cast, this.proposals);
    const booked = [...this.world.books.get(id, initialCoProduction).bankReferences];
    return wishOfBook(key, id, rough, { cast, world, booked, today: clocks.dayAt(door) });
  }

  private isOver(id: string): boolean {
    const { status } = this.world.books.get(id, initialCoProduction);
    return status === 'closed' || status === 'abandoned';
  }
}
