import { AssertionError } from 'node:assert/strict';
import type { RecordedEvent } from '#event-store';
import { type CoProduction, coProductionStream, initialCoProduction } from '#financing';
import { Book } from '../../property/co-production/book.js';
import { Past } from '../../property/co-production/past.js';
import { remembersWhatIsBooked } from '../../property/co-production/remembered.js';
import {
  bankReferencesAreUnique,
  closesEmpty,
  everythingBalances,
  nothingBelowZero,
  reversalsAreLinked,
  settlesOldestFirst,
  trancheIsCovered,
} from '../../property/co-production/rules.js';
import type { Command } from '../network/command.js';
import { commandsOf, grouped } from './asks.js';
import type { Check } from './evidence.js';

/** Every rule of the books holds after every event of every co-production, worked out from the events and their postings alone. */
export const booksBalance: Check = ({ plan, events }) => {
  const commands = commandsOf(plan);
  const isOfBook = ({ stream }: RecordedEvent): boolean => stream.startsWith(coProductionStream.prefix);
  return [...grouped(events.filter(isOfBook), ({ stream }) => stream)].flatMap(([, own]) => {
    const reading = new Reading(commands);
    return own.flatMap((event) => reading.take(event));
  });
};

class Reading {
  private readonly book = new Book();
  private readonly past = new Past();
  private state: CoProduction = initialCoProduction;

  constructor(private readonly commands: ReadonlyMap<string, Command>) {}

  /** What is wrong with the book after this event. */
  take(recorded: RecordedEvent): string[] {
    const { type, schemaVersion, data, metadata } = recorded;
    const event = coProductionStream.upcast(type, schemaVersion, data);
    const before = new Book(this.book);
    const postings = this.book.record(event);
    const rules: (() => void)[] = [
      () => this.drawnAsAsked(event, metadata.commandId, before),
      () => event.type === 'DeliveryAccepted' && settlesOldestFirst(event.data, this.past, before),
      () => everythingBalances(postings, this.book),
      () => nothingBelowZero(this.book),
      () => reversalsAreLinked(event, this.past, before, this.book),
      () => closesEmpty(event, this.book),
    ];
    const broken = rules.flatMap((rule) => complaint(recorded, rule));
    this.past.record(event);
    this.state = coProductionStream.evolve(this.state, event);
    return [
      ...broken,
      ...complaint(recorded, () => bankReferencesAreUnique(this.past)),
      ...complaint(recorded, () => remembersWhatIsBooked(this.state, this.book)),
    ];
  }

  private drawnAsAsked(event: ReturnType<typeof coProductionStream.upcast>, key: string, before: Book): void {
    if (event.type !== 'TrancheDisbursed') return;
    const asked = this.commands.get(key)?.asked;
    if (asked?.of !== 'co-production' || asked.command.type !== 'DisburseTranche')
      throw new AssertionError({ message: 'money went to a producer, and nobody asked for a tranche' });
    trancheIsCovered(event.data, asked.command, before);
  }
}

function complaint({ stream, type, position }: RecordedEvent, rule: () => unknown): string[] {
  try {
    rule();
    return [];
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error;
    return [
      `${stream}, ${type} at position ${position} breaks a rule: ${error.message.replaceAll(/\s+/g, ' ')}`,
    ];
  }
}
