import type { CoProductionEvent } from '#financing';
import type { Projection } from '#projection-engine';

/** A read model of co-productions' books. */
export interface ReadModel extends Projection<CoProductionEvent> {
  /**
   * Which events mean something to it, a row a type: whoever adds an event says so of every read
   * model, and a test holds each to what it says. What is worked out of postings alone takes
   * whatever is booked.
   */
  readonly reads: 'whatever is booked' | { readonly [Type in CoProductionEvent['type']]: boolean };
}
