import assert from 'node:assert/strict';
import { refusalsOf, type Rejection } from '#decision';
import {
  type CoProduction,
  type CoProductionCommand,
  type CoProductionEvent,
  coProductionStream,
  initialCoProduction,
} from '#financing';
import { Book } from './book.js';
import { today } from './offer.js';
import { Past } from './past.js';
import { remembersWhatIsBooked } from './remembered.js';
import {
  bankReferencesAreUnique,
  closesEmpty,
  everythingBalances,
  nothingBelowZero,
  reversalsAreLinked,
  settlesOldestFirst,
  trancheIsCovered,
} from './rules.js';

const refusals = refusalsOf(coProductionStream);

/** A co-production that is asked for one thing after the other, and looked at by all rules after every event. */
export class Story {
  state: CoProduction = initialCoProduction;
  readonly past = new Past();
  readonly book = new Book();
  readonly refusals: string[] = [];
  /** The same state, but written down and read back after every event. */
  #restored: CoProduction = initialCoProduction;
  /** Earlier states with what they were, to see at the end that they still are. */
  readonly #earlier: [CoProduction, string][] = [];

  ask(command: CoProductionCommand): void {
    const decision = coProductionStream.decide(command, this.state, { today, id: 'book' });
    assert.deepEqual(coProductionStream.decide(command, this.#restored, { today, id: 'book' }), decision);
    if ('rejection' in decision) return this.#refuse(decision.rejection);
    for (const event of decision.events) this.#happens(event, command);
  }

  /** Everything told again from the beginning comes to the same, and no state was changed by what came after it. */
  retell(): void {
    const again = this.past.events.reduce(coProductionStream.evolve, initialCoProduction);
    assert.equal(written(again), written(this.state));
    for (const [state, then] of this.#earlier) assert.equal(written(state), then);
  }

  #refuse({ code, details }: Rejection): void {
    assert.ok(Object.hasOwn(refusals, code), code);
    assert.deepEqual(JSON.parse(JSON.stringify(details)), details);
    this.refusals.push(code);
  }

  #happens(event: CoProductionEvent, command: CoProductionCommand): void {
    const before = new Book(this.book);
    if (event.type === 'TrancheDisbursed') trancheIsCovered(event.data, command, before);
    if (event.type === 'DeliveryAccepted') settlesOldestFirst(event.data, this.past, before);
    const postings = this.book.record(event);
    everythingBalances(postings, this.book);
    nothingBelowZero(this.book);
    reversalsAreLinked(event, this.past, before, this.book);
    closesEmpty(event, this.book);
    this.past.record(event);
    bankReferencesAreUnique(this.past);
    this.#evolve(event);
    remembersWhatIsBooked(this.state, this.book);
  }

  #evolve(event: CoProductionEvent): void {
    if (this.past.events.length % 10 === 0) this.#earlier.push([this.state, written(this.state)]);
    this.state = coProductionStream.evolve(this.state, event);
    const restored = coProductionStream.evolve(this.#restored, event);
    assert.equal(written(restored), written(this.state));
    const { fields, columns } = coProductionStream.snapshot.save(restored);
    this.#restored = coProductionStream.snapshot.load({
      fields: JSON.parse(JSON.stringify(fields)),
      columns,
    });
  }
}

function written(state: CoProduction): string {
  const { fields, columns } = coProductionStream.snapshot.save(state);
  return JSON.stringify([fields, Object.entries(columns).map(([name, bytes]) => [name, [...bytes].join()])]);
}
