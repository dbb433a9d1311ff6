import type { Origin, Refusal } from '../refusal.js';
import { Cells } from './cells.js';
import { readCsv } from './csv.js';
import { isZero, QUANTITY_DECIMALS_MAX, UNIT_PRICE_DECIMALS_MAX } from './values.js';

export interface DeliveryLine {
  readonly product: string;
  readonly quantity: string;
  readonly unitPrice: string;
  /** What the group took; undefined while it has not said. */
  readonly accepted: string | undefined;
}

/** All rows of one ref. */
export interface Delivery {
  /** Its first row. */
  readonly origin: Origin;
  readonly season: string;
  readonly producer: string;
  readonly group: string;
  readonly dispatchedOn: string;
  /** Undefined while it is on its way. */
  readonly acceptedOn: string | undefined;
  readonly lines: readonly DeliveryLine[];
}

const columns = [
  'season',
  'producer',
  'group',
  'product',
  'quantity',
  'unit_price',
  'dispatched_on',
  'accepted_quantity',
  'accepted_on',
] as const;

/** One row: what it tells of the delivery, and its line. */
interface Row {
  readonly delivery: Omit<Delivery, 'lines'>;
  readonly line: DeliveryLine;
}

/** Whether the group took nothing of it. */
export const isRejected = (delivery: Delivery): boolean =>
  delivery.lines.every((line) => line.accepted !== undefined && isZero(line.accepted));

/**
 * Puts the rows of each delivery together. One row that cannot be used, or that tells of another day, group, producer
 * or season than the first, refuses its delivery: goods are sent and taken as a whole.
 */
export function readDeliveries(
  text: string,
  parties: ReadonlySet<string>,
): { readonly deliveries: readonly Delivery[]; readonly refusals: readonly Refusal[] } {
  const byRef = new Map<string, { rows: Row[]; refusals: Refusal[] }>();
  for (const csvRow of readCsv('deliveries.csv', text, ['ref', ...columns])) {
    const cells = new Cells<(typeof columns)[number]>('deliveries.csv', csvRow);
    const group = byRef.get(cells.origin.ref) ?? { rows: [], refusals: [] };
    byRef.set(cells.origin.ref, group);
    const row = readRow(cells, parties);
    refuseOther(cells, row, group.rows[0]);
    if (cells.refusal) group.refusals.push(cells.refusal);
    else group.rows.push(row);
  }
  const deliveries: Delivery[] = [];
  const refusals: Refusal[] = [];
  for (const { rows, refusals: refused } of byRef.values()) {
    const [cause] = refused;
    if (cause) refusals.push(...refused, ...rows.map(({ delivery }) => refusedWith(delivery.origin, cause)));
    else deliveries.push(...together(rows));
  }
  return { deliveries, refusals };
}

function readRow(cells: Cells<(typeof columns)[number]>, parties: ReadonlySet<string>): Row {
  const acceptedOn = cells.optionalDate('accepted_on');
  return {
    delivery: {
      origin: cells.origin,
      season: cells.text('season'),
      producer: cells.reference('producer', parties, 'parties.csv', 'producer_unknown'),
      group: cells.reference('group', parties, 'parties.csv', 'group_unknown'),
      dispatchedOn: cells.date('dispatched_on'),
      acceptedOn,
    },
    line: {
      product: cells.text('product'),
      quantity: cells.decimal('quantity', QUANTITY_DECIMALS_MAX),
      unitPrice: cells.decimal('unit_price', UNIT_PRICE_DECIMALS_MAX),
      accepted: acceptedOn && cells.decimal('accepted_quantity', QUANTITY_DECIMALS_MAX),
    },
  };
}

function refuseOther(cells: Cells<string>, { delivery }: Row, first: Row | undefined): void {
  if (!first) return;
  const told = ['season', 'producer', 'group', 'dispatchedOn', 'acceptedOn'] as const;
  const other = told.find((field) => delivery[field] !== first.delivery[field]);
  const line = first.delivery.origin.line;
  if (other) cells.refuse('rows_differ', `Another ${other} than in line ${line} of the same delivery.`);
}

function refusedWith(origin: Origin, cause: Refusal): Refusal {
  const words = `Line ${cause.line} of the same delivery is refused.`;
  return { ...origin, code: 'depends_on_refused', words };
}

function together(rows: readonly Row[]): Delivery[] {
  const [first] = rows;
  return first ? [{ ...first.delivery, lines: rows.map(({ line }) => line) }] : [];
}
