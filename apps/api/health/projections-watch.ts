import { type EventStore } from '#event-store';
import { type Projection, type ProjectionStatus, readStatus } from '#projection-engine';
import type pg from 'pg';

/** How the read models are doing, whichever process runs them. */
export class ProjectionsWatch {
  constructor(
    private readonly pool: pg.Pool,
    private readonly store: EventStore,
    private readonly projections: readonly Projection[],
  ) {}

  status(): Promise<readonly ProjectionStatus[]> {
    return readStatus(this.pool, this.projections, this.store);
  }

  /** Throws where a projection stands still because of a failure. */
  async failIfStuck(): Promise<void> {
    const stuck = (await this.status()).filter(({ failure }) => failure !== null);
    if (stuck.length > 0) throw new Error(`stand still: ${stuck.map(({ name }) => name).join(', ')}`);
  }
}
