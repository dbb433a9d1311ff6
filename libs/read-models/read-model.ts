import type { CoProductionEvent } from '#financing';
import type { Projection } from '#projection-engine';

/** A read model of co-productions' books. */
export interface ReadModel extends Projection<CoProductionEvent> {
  /** Its tables as they are asked: TypeORM's entities. */
  readonly entities: readonly (new () => object)[];
}
