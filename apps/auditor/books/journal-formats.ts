import { Journal, type JournalProgram, journalPrograms } from '#accounting';
import { bankReferenceOf, dayOf, type Posting, type StreamEvent } from '#decision';
import type { AuditedBook } from './audited-book.js';
import type { LeafEvent } from './leaf.js';

export const exportFormats = [...journalPrograms, 'csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Writes a book event by event. */
export interface Exporter {
  /** What comes first, whatever follows. */
  beginning(): string;
  /** What an event comes to, empty where it books nothing. Throws where its postings do not sum to zero. */
  write(event: StreamEvent, leaf: LeafEvent, book: AuditedBook): string;
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
    const place = [
      book.id,
      position,
      recordedAt,
      dayIn(event, book),
      type,
      id,
      bankReferenceOf(event.data) ?? '',
    ];
    return postingsOf(event, book)
      .map(({ account, amount }) => [...place, book.about.currency, account, String(amount)])
      .map((cells) => `${cells.map(cell).join(',')}\r\n`)
      .join('');
  },
};

const json: Exporter = {
  beginning: () => '',
  write: (event, leaf, book) => {
    const postings = postingsOf(event, book);
    if (postings.length === 0) return '';
    const { position, recordedAt, type, id } = leaf;
    const { currency } = book.about;
    const place = { [book.audited.idName]: book.id, position, recordedAt, type, eventId: id, currency };
    return `${JSON.stringify({ ...place, data: event.data, postings })}\n`;
  },
};

/** A journal begins when its book's terms are known. */
function journal(program: JournalProgram): Exporter {
  let begun: Journal | undefined;
  return {
    beginning: () => '',
    write: (event, leaf, { audited: { kind }, id, about }) => {
      const isFirst = begun === undefined;
      begun ??= new Journal(program, kind, { id, ...about });
      const { position, recordedAt } = leaf;
      const written = begun.write({ event, eventId: leaf.id, position: BigInt(position), recordedAt });
      return isFirst ? begun.beginning() + written : written;
    },
  };
}

const postingsOf = (event: StreamEvent, { audited }: AuditedBook): readonly Posting[] =>
  audited.kind.book?.postingsOf(event) ?? [];

/** The day that an event itself tells, where it tells one. */
function dayIn({ type, data }: StreamEvent, { audited }: AuditedBook): string {
  const declared = audited.kind.events[type];
  return (declared && dayOf(declared, data)) ?? '';
}

/** RFC 4180. A spreadsheet takes a cell that begins with = + - @ for a formula; only an amount may begin with a minus. */
function cell(text: string): string {
  const safe = /^[=+@]|^-(?!\d+$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
