import type { View } from '#decision';
import { type Freshness, type PageRequest } from '#projection-engine';

/** Which book is asked about, and what of it may be seen. Ids are UUIDs: the door has checked them. */
export interface BookRequest extends Freshness {
  readonly coProductionId: string;
  readonly view: View;
}

export type BookPageRequest = BookRequest & PageRequest;

/** The parties whose lines a view shows; undefined where it shows everybody's. */
export const ownParties = (view: View): string[] | undefined => (view.whole ? undefined : [...view.parties]);
