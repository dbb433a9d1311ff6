import type { PartyKind } from '#financing';
import { ServerUnusable } from '../server/unusable.js';
import type { Server } from '../server/server.js';
import type { Person } from '../server/tokens.js';
import type { BooksDocument, GroupLine, ProducerLine } from './document.js';
import { trialBalance, type Balance } from './trial-balance.js';

/** Whose book it is, who reads it, and how the parties in it are called. */
export interface BookReader {
  readonly coProductionId: string;
  /** Sees the whole book: the custodian's treasurer, or an auditor. */
  readonly person: Person;
  /** The read models must have reached this. */
  readonly position: bigint;
  readonly parties: ReadonlyMap<string, { readonly ref: string; readonly kind: PartyKind }>;
}

type Row = { readonly [field: string]: unknown };

/** Reads the books from the server's queries. Throws ServerUnusable where they cannot be had. */
export async function readBooks(
  server: Server,
  { coProductionId, person, position, parties }: BookReader,
): Promise<BooksDocument> {
  const path = (rest: string) => `/co-productions/${coProductionId}${rest}?atLeast=${position}`;
  const refOf = (id: string) => parties.get(id)?.ref ?? id;
  const coProduction = await server.query(person, path(''));
  const balances = await server.list(person, path('/balances'));
  const producers = await server.list(person, path('/producers'));
  const pledges = await server.list(person, path('/pledges'));
  const pledging = new Set(
    pledges.filter(({ status }) => status !== 'withdrawn').map((row) => text(row, 'through')),
  );
  const statements = new Map<string, Row>();
  for (const party of pledging)
    statements.set(party, await server.query(person, path(`/statements/${party}`)));
  const ofGroups = [...statements]
    .filter(([party]) => parties.get(party)?.kind === 'group')
    .map(([, row]) => row);
  return {
    unit: `${text(coProduction, 'currency')} minor units; accounts are debit-positive`,
    totals: totalsOf(coProduction['totals'] as Row, ofGroups),
    trial_balance: trialBalance(balances as unknown as Balance[], refOf),
    producers: byRef(producers.map((row) => [refOf(text(row, 'producerId')), producerLine(row)])),
    groups: byRef([...statements].map(([party, row]) => [refOf(party), groupLine(row)])),
  };
}

function totalsOf(totals: Row, ofGroups: readonly Row[]): BooksDocument['totals'] {
  const pledgedBy = (row: Row) => amount(row, 'pledgedAdvance') + amount(row, 'pledgedDonation');
  return {
    pledged: amount(totals, 'pledged'),
    pledged_advance: amount(totals, 'pledgedAdvance'),
    pledged_donation: amount(totals, 'pledgedDonation'),
    pledged_by_groups: ofGroups.reduce((sum, row) => sum + pledgedBy(row), 0),
    received: amount(totals, 'received'),
    disbursed: amount(totals, 'disbursed'),
    delivered: amount(totals, 'delivered'),
    settled: amount(totals, 'settled'),
    advance_outstanding: amount(totals, 'advanceOutstanding'),
    deliveries_accepted: amount(totals, 'deliveriesAccepted'),
    deliveries_rejected: amount(totals, 'deliveriesRejected'),
  };
}

function producerLine(row: Row): ProducerLine {
  return {
    disbursed_gift: amount(row, 'disbursedFromDonations'),
    disbursed_advance: amount(row, 'disbursedFromAdvances'),
    delivered: amount(row, 'delivered'),
    settled: amount(row, 'settled'),
    advance_outstanding: amount(row, 'outstanding'),
    due_to_producer: amount(row, 'due'),
  };
}

function groupLine(row: Row): GroupLine {
  const whereAny = <Name extends string>(name: Name, field: string) => {
    const value = amount(row, field);
    return value === 0 ? {} : ({ [name]: value } as { [name in Name]: number });
  };
  return {
    ...whereAny('delivered', 'delivered'),
    ...whereAny('settled', 'settled'),
    ...whereAny('pledged_advance', 'pledgedAdvance'),
    ...whereAny('pledged_donation', 'pledgedDonation'),
    ...whereAny('received', 'received'),
    advance_outstanding: amount(row, 'advanceOutstanding'),
  };
}

function byRef<Line>(lines: readonly (readonly [string, Line])[]): { [ref: string]: Line } {
  return Object.fromEntries([...lines].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function amount(row: Row, field: string): number {
  const value = row[field];
  if (!Number.isSafeInteger(value)) throw new ServerUnusable(`The server gives no amount for "${field}".`);
  return value as number;
}

function text(row: Row, field: string): string {
  const value = row[field];
  if (typeof value !== 'string') throw new ServerUnusable(`The server gives no "${field}".`);
  return value;
}
