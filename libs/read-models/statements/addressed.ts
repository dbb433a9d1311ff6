import { PerBook } from '../per-book.js';
import { pledgeKey } from '../known-pledges.js';
import type { NewPledge } from './beginnings.js';
import type { StatementLine } from './lines.js';

/** A line on the statement of one party. */
export interface AddressedLine {
  readonly line: StatementLine;
  readonly partyId: string;
  /** Of the pledge that the line is about; undefined where it is about none. */
  readonly instrument: string | undefined;
}

/** Lines, each once for every party on whose statement it is told. `holders` has every pledge that lines are about. */
export function addressed(
  lines: readonly StatementLine[],
  holders: ReadonlyMap<string, NewPledge>,
): AddressedLine[] {
  const found: AddressedLine[] = [];
  for (const line of lines) {
    const { coProductionId, pledgeId } = line;
    const pledge = pledgeId === null ? undefined : holders.get(pledgeKey({ coProductionId, pledgeId }));
    const instrument = pledge?.instrument;
    for (const partyId of partiesOf(line, pledge)) found.push({ line, partyId, instrument });
  }
  return found;
}

function partiesOf({ audience, partyId }: StatementLine, pledge: NewPledge | undefined): string[] {
  if (audience === 'party' && partyId !== null) return [partyId];
  if (pledge === undefined) throw new Error('whoever a line of a statement is for is not known');
  const { pledgedBy, through } = pledge;
  if (audience === 'holders') return pledgedBy === through ? [through] : [through, pledgedBy];
  return pledgedBy === through ? [] : [pledgedBy];
}

/** The line as the party's statement has it. */
export const itemOf = ({ line, partyId }: AddressedLine) => ({
  coProductionId: line.coProductionId,
  partyId,
  position: line.position,
  ordinal: line.ordinal,
  eventId: line.eventId,
  type: line.type,
  date: line.date,
  amount: line.amount,
  pledgeId: line.pledgeId,
  deliveryId: line.deliveryId,
});

/** What lines add to where parties stand: minor units. */
export interface Standing {
  readonly coProductionId: string;
  readonly partyId: string;
  pledgedAdvance: number;
  pledgedDonation: number;
  received: number;
  settled: number;
  delivered: number;
  advanceOutstanding: number;
  dueFromGroup: number;
  paid: number;
}

/** What the lines add up to, one a party; a party that begins with nothing is there as well. */
export function standings(
  first: readonly { readonly coProductionId: string; readonly partyId: string }[],
  lines: readonly AddressedLine[],
): Standing[] {
  const found = new PerBook(beginning);
  for (const { coProductionId, partyId } of first) found.at(coProductionId, partyId);
  for (const { line, partyId, instrument } of lines) {
    const standing = found.at(line.coProductionId, partyId);
    if (instrument === 'advance') standing.pledgedAdvance += line.pledged;
    if (instrument === 'donation') standing.pledgedDonation += line.pledged;
    standing.received += line.received;
    standing.settled += line.settled;
    standing.delivered += line.delivered;
    standing.advanceOutstanding += line.advanceOutstanding;
    standing.dueFromGroup += line.dueFromGroup;
    standing.paid += line.paid;
  }
  return found.all();
}

const beginning = (coProductionId: string, partyId: string): Standing => ({
  coProductionId,
  partyId,
  pledgedAdvance: 0,
  pledgedDonation: 0,
  received: 0,
  settled: 0,
  delivered: 0,
  advanceOutstanding: 0,
  dueFromGroup: 0,
  paid: 0,
});
