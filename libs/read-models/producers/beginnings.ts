import { type BookEvent, meanings } from '../book-events.js';

/** A producer of a book that begins. */
export interface NewProducer {
  readonly coProductionId: string;
  readonly producerId: string;
  /** Its place in the terms, from 0. */
  readonly ordinal: number;
  readonly sharePermille: number;
}

export function newProducers(events: readonly BookEvent[]): NewProducer[] {
  return meanings(events, {
    CoProductionProposed: ({ producers }) =>
      producers.map(({ producerId, sharePermille }, ordinal) => ({ producerId, ordinal, sharePermille })),
  });
}

/** A season in which a producer of a book is to deliver; ordinal and share are the season's. */
export interface NewSeason extends NewProducer {
  readonly season: string;
}

/** Every season of every producer, in the order of the terms. */
export function newSeasons(events: readonly BookEvent[]): NewSeason[] {
  return meanings(events, {
    CoProductionProposed: ({ producers, seasons }) =>
      producers.flatMap(({ producerId }) =>
        seasons.map(({ name, sharePermille }, ordinal) => ({
          producerId,
          season: name,
          ordinal,
          sharePermille,
        })),
      ),
  });
}

export function newBooks(events: readonly BookEvent[]): { readonly coProductionId: string }[] {
  return meanings(events, { CoProductionProposed: () => [{}] });
}
