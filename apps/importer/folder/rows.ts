import { type Instrument, type PartyKind, partyKinds } from '#financing';
import type { FileName, Origin, Refusal } from '../refusal.js';
import { Cells } from './cells.js';
import { readCsv } from './csv.js';
import { instruments } from './terms-file.js';

export interface PartyRow {
  readonly origin: Origin;
  readonly kind: PartyKind;
  readonly name: string;
  readonly town: string | undefined;
  readonly country: string | undefined;
  /** The ref of the network or consortium that it belongs to. */
  readonly network: string | undefined;
}

export interface PledgeRow {
  readonly origin: Origin;
  readonly group: string;
  readonly instrument: Instrument;
  /** Minor units, as every amount here. */
  readonly amount: number;
  readonly pledgedOn: string;
  readonly withdrawnOn: string | undefined;
}

export interface ReceiptRow {
  readonly origin: Origin;
  readonly pledge: string;
  readonly amount: number;
  readonly receivedOn: string;
  readonly bankReference: string;
}

export interface TrancheRow {
  readonly origin: Origin;
  readonly tranche: number;
  readonly producer: string;
  readonly amount: number;
  readonly paidOn: string;
  readonly bankReference: string;
}

/** What came of a file: the rows that can be used, those that cannot, and every ref, of both. */
export interface RowsRead<Row> {
  readonly rows: readonly Row[];
  readonly refs: ReadonlySet<string>;
  readonly refusals: readonly Refusal[];
}

/**
 * Reads each row of a file. A ref that comes twice stands for its first row; the second is refused.
 * Throws FolderUnusable where the file is no table with these columns.
 */
export function readRows<Column extends string, Row>(
  file: FileName,
  text: string,
  columns: readonly Column[],
  read: (cells: Cells<Column>) => Row,
): RowsRead<Row> {
  const rows: Row[] = [];
  const refs = new Set<string>();
  const refusals: Refusal[] = [];
  for (const csvRow of readCsv<Column | 'ref'>(file, text, ['ref', ...columns])) {
    const cells = new Cells<Column>(file, csvRow);
    if (refs.has(cells.origin.ref)) cells.refuse('ref_repeated', 'An earlier row has the same ref.');
    const row = read(cells);
    if (cells.refusal) refusals.push(cells.refusal);
    else rows.push(row);
    refs.add(cells.origin.ref);
  }
  return { rows, refs, refusals };
}

export function readParties(text: string): RowsRead<PartyRow> {
  const columns = ['kind', 'name', 'town', 'country', 'network'] as const;
  return readRows('parties.csv', text, columns, (cells) => ({
    origin: cells.origin,
    kind: cells.choice('kind', partyKinds),
    name: cells.text('name'),
    town: cells.optionalText('town'),
    country: cells.optionalText('country'),
    network: cells.optionalText('network'),
  }));
}

/** `parties` are the refs of parties.csv. */
export function readPledges(
  text: string,
  currency: string,
  parties: ReadonlySet<string>,
): RowsRead<PledgeRow> {
  const columns = ['group', 'instrument', 'amount', 'pledged_on', 'withdrawn_on'] as const;
  return readRows('pledges.csv', text, columns, (cells) => ({
    origin: cells.origin,
    group: cells.reference('group', parties, 'parties.csv', 'party_unknown'),
    instrument: cells.choice('instrument', instruments),
    amount: cells.amount('amount', currency),
    pledgedOn: cells.date('pledged_on'),
    withdrawnOn: cells.optionalDate('withdrawn_on'),
  }));
}

/** `pledges` are the refs of pledges.csv. */
export function readReceipts(
  text: string,
  currency: string,
  pledges: ReadonlySet<string>,
): RowsRead<ReceiptRow> {
  const columns = ['pledge', 'amount', 'received_on', 'bank_ref'] as const;
  return readRows('receipts.csv', text, columns, (cells) => ({
    origin: cells.origin,
    pledge: cells.reference('pledge', pledges, 'pledges.csv', 'pledge_unknown'),
    amount: cells.amount('amount', currency),
    receivedOn: cells.date('received_on'),
    bankReference: cells.text('bank_ref'),
  }));
}

/** `parties` are the refs of parties.csv. */
export function readTranches(
  text: string,
  currency: string,
  parties: ReadonlySet<string>,
): RowsRead<TrancheRow> {
  const columns = ['tranche', 'producer', 'amount', 'paid_on', 'bank_ref'] as const;
  return readRows('tranches.csv', text, columns, (cells) => ({
    origin: cells.origin,
    tranche: cells.wholeNumber('tranche'),
    producer: cells.reference('producer', parties, 'parties.csv', 'producer_unknown'),
    amount: cells.amount('amount', currency),
    paidOn: cells.date('paid_on'),
    bankReference: cells.text('bank_ref'),
  }));
}
