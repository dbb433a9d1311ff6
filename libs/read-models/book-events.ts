import type { BareEvent } from '#event-store';
import type { CoProductionEvent, DataOf } from '#financing';
import type { ProjectedEvent } from '#projection-engine';

/** An event of a co-production's book; its id is that of the co-production. */
export type BookEvent = ProjectedEvent<CoProductionEvent>;

/** What is to be made of an event, a row a type; of a type without a row, nothing is. */
export type Meanings<Meaning> = {
  readonly [Type in CoProductionEvent['type']]?: (data: DataOf<Type>, record: BareEvent) => Meaning;
};

/** What the event means by that table; undefined where it has no row. */
export function meaningOf<Meaning>(
  { event, record }: BookEvent,
  meanings: Meanings<Meaning>,
): Meaning | undefined {
  const read = meanings[event.type] as
    ((data: CoProductionEvent['data'], record: BareEvent) => Meaning) | undefined;
  return read?.(event.data, record);
}

const none: readonly never[] = [];

/** What all the events mean, each with the co-production it is about; those without a meaning are left out. */
export function meanings<Meaning extends object>(
  events: readonly BookEvent[],
  table: Meanings<readonly Meaning[]>,
): (Meaning & { readonly coProductionId: string })[] {
  const found: (Meaning & { readonly coProductionId: string })[] = [];
  for (const each of events) {
    const { id: coProductionId } = each;
    for (const meaning of meaningOf(each, table) ?? none) found.push({ coProductionId, ...meaning });
  }
  return found;
}

/** What all settlements of an accepted delivery pay back: minor units. */
export const settledBy = ({ settlements }: DataOf<'DeliveryAccepted'>): number =>
  settlements.reduce((sum, { amount }) => sum + amount, 0);
