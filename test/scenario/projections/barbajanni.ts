import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { parseMajorUnits } from '#decision';
import type { Instrument, PartyKind, Terms } from '#financing';
import { Book, idOf } from './book.js';

const folder = new URL('../../data/barbajanni-2019/', import.meta.url);
const json = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
type Row = { readonly [column: string]: string };
const csv = (name: string): Row[] => parse(readFileSync(new URL(name, folder), 'utf8'), { columns: true });
const euros = (text: string): number => parseMajorUnits(text, 'EUR');

/** The books that must come out, as the folder has them. */
export const expected = json('expected.json');

export const coProductionId = idOf('barbajanni-2019');

/** The whole of test/data/barbajanni-2019, decided by the rules, in the order its README tells. */
export function barbajanni(): Book {
  const book = new Book(coProductionId, '2023-01-01');
  book.do({ type: 'ProposeCoProduction', terms: terms(), kinds: kinds() });
  book.do({ type: 'OpenPledging' });
  const steps = [...pledging(), ...afterwards()].toSorted((one, other) => (one.order < other.order ? -1 : 1));
  for (const step of steps) step.happen(book);
  return book;
}

interface Step {
  /** Date, rank within a day, reference. */
  readonly order: string;
  happen(book: Book): void;
}

const step = (
  date: string | undefined,
  rank: number,
  ref: string | undefined,
  happen: Step['happen'],
): Step => ({
  order: `${date} ${rank} ${ref}`,
  happen,
});

function pledging(): Step[] {
  const made = csv('pledges.csv').map((row) =>
    step(row['pledged_on'], 0, row['ref'], (book) =>
      book.do({
        type: 'MakePledge',
        pledgeId: idOf(row['ref']!),
        by: idOf(row['group']!),
        through: idOf(row['group']!),
        instrument: row['instrument'] as Instrument,
        amount: euros(row['amount']!),
        reference: row['ref']!,
        pledgedOn: row['pledged_on']!,
      }),
    ),
  );
  const withdrawn = csv('pledges.csv')
    .filter((row) => row['withdrawn_on'] !== '')
    .map((row) =>
      step(row['withdrawn_on'], 1, row['ref'], (book) =>
        book.do({ type: 'WithdrawPledge', pledgeId: idOf(row['ref']!), withdrawnOn: row['withdrawn_on']! }),
      ),
    );
  const confirmedOn = json('co-production.json').pledging.confirmed_on as string;
  return [
    ...made,
    ...withdrawn,
    step(confirmedOn, 2, '', (book) => book.do({ type: 'ConfirmCoProduction' })),
  ];
}

function afterwards(): Step[] {
  const receipts = csv('receipts.csv').map((row) =>
    step(row['received_on'], 3, row['ref'], (book) =>
      book.do({
        type: 'RecordReceipt',
        pledgeId: idOf(row['pledge']!),
        amount: euros(row['amount']!),
        receivedOn: row['received_on']!,
        bankReference: row['bank_ref']!,
      }),
    ),
  );
  const tranches = csv('tranches.csv').map((row) =>
    step(row['paid_on'], 4, row['ref'], (book) =>
      book.do({
        type: 'DisburseTranche',
        tranche: Number(row['tranche']),
        producerId: idOf(row['producer']!),
        amount: euros(row['amount']!),
        paidOn: row['paid_on']!,
        bankReference: row['bank_ref']!,
      }),
    ),
  );
  return [...receipts, ...tranches, ...deliveries()];
}

function deliveries(): Step[] {
  const all = csv('deliveries.csv');
  return [...new Set(all.map((row) => row['ref']!))].map((ref) => {
    const rows = all.filter((row) => row['ref'] === ref);
    const first = rows[0]!;
    return step(first['accepted_on'], 5, ref, (book) => {
      book.do({
        type: 'DispatchDelivery',
        deliveryId: idOf(ref),
        producerId: idOf(first['producer']!),
        groupId: idOf(first['group']!),
        season: first['season']!,
        lines: rows.map((row) => ({
          productCode: row['product']!,
          quantity: row['quantity']!,
          unitPrice: row['unit_price']!,
        })),
        dispatchedOn: first['dispatched_on']!,
      });
      const taken = rows.filter((row) => Number(row['accepted_quantity']) !== 0);
      if (taken.length === 0) {
        book.do({ type: 'RejectDelivery', deliveryId: idOf(ref), reasonCode: 'not_as_ordered' });
        return;
      }
      book.do({
        type: 'AcceptDelivery',
        deliveryId: idOf(ref),
        lines: taken.map((row) => ({ productCode: row['product']!, quantity: row['accepted_quantity']! })),
        acceptedOn: first['accepted_on']!,
      });
    });
  });
}

const kinds = (): Record<string, PartyKind> =>
  Object.fromEntries(csv('parties.csv').map((row) => [idOf(row['ref']!), row['kind'] as PartyKind]));

/** The references of all parties. */
export const partyRefs = (): string[] => csv('parties.csv').map((row) => row['ref']!);

function terms(): Terms {
  const { title, custodian, auditors, currency, producers, products, target, pledging, seasons, tranches } =
    json('co-production.json');
  return {
    title,
    custodianId: idOf(custodian),
    currency,
    producers: producers.map((one: { ref: string; share_permille: number }) => ({
      producerId: idOf(one.ref),
      sharePermille: one.share_permille,
    })),
    products: products.map(({ unit_price, ...product }: { unit_price: string }) => ({
      ...product,
      unitPrice: unit_price,
    })),
    target: { minimum: euros(target.minimum), goal: euros(target.goal) },
    pledging: { opensOn: pledging.opens_on, closesOn: pledging.closes_on },
    accepts: ['advance', 'donation'],
    seasons: seasons.map(
      (one: { name: string; opens_on: string; closes_on: string; share_permille: number }) => ({
        name: one.name,
        opensOn: one.opens_on,
        closesOn: one.closes_on,
        sharePermille: one.share_permille,
      }),
    ),
    tranches: tranches.map((one: { no: number; label: string; due_on: string }) => ({
      number: one.no,
      label: one.label,
      dueOn: one.due_on,
    })),
    auditors: auditors.map(idOf),
  } as Terms;
}
