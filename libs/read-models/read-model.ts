import type { CoProductionEvent } from '#financing';
import type { Projection } from '#projection-engine';

/** A read model of co-productions' books. */
export type ReadModel = Projection<CoProductionEvent>;
