import { Journal, type JournalProgram, journalPrograms } from '#accounting';
import { type CoProductionEvent, postingsOf } from '#financing';
import type { AuditedBook } from '../books/audited-book.js';
import type { LeafEvent } from '../books/leaf.js';

export const exportFormats = [...journalPrograms, 'csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Writes a book event by event. */
export interface Exporter {
  /** What comes first, whatever follows. */
  beginning(): string;
  /** What an event comes to, empty where it books nothing. Throws where its postings do not sum to zero. */
  write(event: CoProductionEvent, leaf: LeafEvent, book: AuditedBook): string;
}

/**
 * - `hledger`, `beancount`: the journal of one book, as those programs read it in strict mode.
 * - `csv`: a line each posting, amounts in minor units, debit positive.
 * - `json`: a document each event that books something, a line each.
 */
export function exporterOf(format: ExportFormat): Exporter {
  if (format === 'csv') return csv;
  return format === 'json' ? json : journal(format);
}

const columns = ['co_production_id', 'position', 'recorded_at', 'day', 'type', 'event_id', 'bank_reference'];

const csv: Exporter = {
  beginning: () => `${[...columns, 'currency', 'account', 'amount_minor'].join(',')}\r\n`,
  write: (event, leaf, book) => {
    const { position, recordedAt, type, id } = leaf;
    const place = [book.id, position, recordedAt, dayIn(event), type, id, referenceIn(event)];
    return postingsOf(event)
      .map(({ account, amount }) => [...place, book.state.terms.currency, account, String(amount)])
      .map((cells) => `${cells.map(cell).join(',')}\r\n`)
      .join('');
  },
};

const json: Exporter = {
  beginning: () => '',
  write: (event, leaf, book) => {
    const postings = postingsOf(event);
    if (postings.length === 0) return '';
    const { position, recordedAt, type, id } = leaf;
    const { currency } = book.state.terms;
    const place = { coProductionId: book.id, position, recordedAt, type, eventId: id, currency };
    return `${JSON.stringify({ ...place, data: event.data, postings })}\n`;
  },
};

/** A journal begins when its book's terms are known. */
function journal(program: JournalProgram): Exporter {
  let begun: Journal | undefined;
  return {
    beginning: () => '',
    write: (event, leaf, { id, state }) => {
      const isFirst = begun === undefined;
      const { title, currency, pledging } = state.terms;
      begun ??= new Journal(program, { id, title, currency, openedOn: pledging.opensOn });
      const { position, recordedAt } = leaf;
      const written = begun.write({ event, eventId: leaf.id, position: BigInt(position), recordedAt });
      return isFirst ? begun.beginning() + written : written;
    },
  };
}

const days = ['pledgedOn', 'withdrawnOn', 'receivedOn', 'paidOn', 'acceptedOn'];

/** The day that an event itself tells, where it tells one. */
function dayIn({ data }: CoProductionEvent): string {
  const told = Object.entries(data).find(([field]) => days.includes(field));
  return typeof told?.[1] === 'string' ? told[1] : '';
}

const referenceIn = ({ data }: CoProductionEvent): string =>
  'bankReference' in data ? data.bankReference : '';

/** RFC 4180. A spreadsheet takes a cell that begins with = + - @ for a formula; only an amount may begin with a minus. */
function cell(text: string): string {
  const safe = /^[=+@]|^-(?!\d+$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
