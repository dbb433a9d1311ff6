import { randomUUID } from 'node:crypto';
import { type Envelope } from '#command-handling';
import { type CoProductionCommand, coProductionStream } from '#financing';
import {
  type Books,
  makePledge,
  openPledging,
  type WantedPledge,
  wantedPledges,
} from '../../scenario/command-handling/co-production.js';
import { atOnce } from '../appending/callers.js';

const CALLERS = 256;
/** Minor units: more than any benchmark pledges. */
const CAP = 10 ** 12;
const today = '2019-05-10';
const treasurer = randomUUID();

/** Makes a book of so many events, an even number from 4, by giving it commands: a beginning of 3, pledges, and what is received for them. */
export async function growBook(books: Books, book: string, events: number): Promise<void> {
  const pledges = wantedPledges(Math.floor((events - 3) / 2) + 1);
  await openPledging(books, book, CAP);
  await atOnce(CALLERS, pledges, (pledge) => accepted(makePledge(books, book, pledge)));
  await accepted(give(books, book, { type: 'ConfirmCoProduction' }));
  const paid = pledges.slice(0, events - 3 - pledges.length);
  await atOnce(CALLERS, paid, (pledge) => accepted(give(books, book, receiptOf(pledge))));
}

/** Opens pledging on new books, all of the same terms. */
export async function openBooks(books: Books, count: number): Promise<string[]> {
  const opened = Array.from({ length: count }, () => `coproduction-${randomUUID()}`);
  await Promise.all(opened.map((book) => openPledging(books, book, CAP)));
  return opened;
}

/** Throws unless the command was accepted. */
export async function accepted(outcome: ReturnType<typeof makePledge>): Promise<void> {
  const { status } = await outcome;
  if (status !== 'accepted') throw new Error(`A command was ${status}.`);
}

function receiptOf({ pledgeId, amount }: WantedPledge): CoProductionCommand {
  return {
    type: 'RecordReceipt',
    pledgeId,
    amount,
    receivedOn: today,
    bankReference: `B-${pledgeId}`,
  };
}

function give(books: Books, book: string, command: CoProductionCommand): ReturnType<typeof makePledge> {
  const input = { command: command as unknown as Envelope['input'] };
  const envelope = { commandId: randomUUID(), actor: treasurer, cause: randomUUID(), input };
  return books.execute(book, envelope, (state) =>
    coProductionStream.decide(command, state, { today, id: 'book' }),
  );
}
