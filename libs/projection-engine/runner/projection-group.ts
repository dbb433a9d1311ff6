import type { RecordedEvent } from '#event-store';
import { applyAlone, applyTogether } from './apply-batch.js';
import { catchUp } from './catch-up.js';
import { Backoff, isOutage, isTableMissing } from './outage.js';
import type { Projection } from './projection.js';
import { report, type Run } from './run.js';
import { requireUnbroken } from './unbroken.js';

/** Who hears of what happens to a group. */
export interface Road {
  /** These go on by themselves from now on; the reason where one of them could not apply what came. */
  left(projections: readonly Projection[], reason?: Failure): void;
  /** The group stands at a new position. */
  moved(): void;
}

export interface Failure {
  readonly error: unknown;
}

/**
 * Projections that stand at the same position and go on together: a batch is read once, and the rows of all are written in one
 * transaction. One that cannot apply it leaves.
 */
export class ProjectionGroup {
  private members: readonly Projection[];
  private position: bigint | undefined;
  private readonly backoff: Backoff;
  private readonly disbanded = new AbortController();
  private readonly signal: AbortSignal;
  private arrive: () => void = () => {};
  /** Resolves when nothing of it is written any more. */
  readonly ended = new Promise<void>((resolve) => (this.arrive = resolve));

  constructor(
    projections: readonly Projection[],
    private readonly run: Run,
    /** Why they go by themselves: this is told, and waited for, before they go on. */
    private readonly reason?: Failure,
  ) {
    this.members = projections;
    this.backoff = new Backoff(run.backoff);
    this.signal = AbortSignal.any([run.signal, this.disbanded.signal]);
  }

  /** Goes on until the run ends, the group is disbanded or everybody has left. Never rejects. */
  async travel(road: Road): Promise<void> {
    let failure = this.reason;
    while (!this.signal.aborted && this.members.length > 0) {
      try {
        if (failure !== undefined) await this.rest(failure);
        failure = undefined;
        await this.follow(road);
      } catch (error) {
        failure = { error };
      }
    }
    this.arrive();
  }

  /** Whether both get on, and the one is no more than a batch ahead of the other. */
  isNear(other: ProjectionGroup): boolean {
    if (this.position === undefined || other.position === undefined) return false;
    const apart = this.position - other.position;
    return (apart < 0n ? -apart : apart) <= BigInt(this.run.batchSize);
  }

  /** Ends it after what it is writing; answers who was in it. */
  disband(): readonly Projection[] {
    const { members } = this;
    this.disbanded.abort();
    this.members = [];
    this.position = undefined;
    return members;
  }

  private async rest({ error }: Failure): Promise<void> {
    this.position = undefined;
    for (const projection of this.members)
      await report(error, projection, this.run, this.backoff.failures + 1);
    await this.backoff.wait(this.signal);
  }

  /** Follows the events from where all have caught up, until somebody else was first with one of them. */
  private async follow(road: Road): Promise<void> {
    const start = await catchUp(this.members, this.run, this.signal);
    if (this.signal.aborted) return;
    this.leave(start.behind, road);
    for (const { projection, error } of start.failed) this.leave([projection], road, { error });
    let { position } = start;
    const { batchSize } = this.run;
    for await (const batch of this.run.store.subscribe(position, { batchSize, signal: this.signal })) {
      requireUnbroken(this.run.store, batch, position);
      if (this.signal.aborted || !(await this.apply(batch, position, road))) return;
      position = batch.at(-1)?.position ?? position;
      this.backoff.reset();
      if (this.signal.aborted) return;
      this.position = position;
      road.moved();
    }
  }

  /** Where they cannot apply it together, each does alone, and whoever cannot leaves. Answers whether the others can go on. */
  private async apply(batch: readonly RecordedEvent[], from: bigint, road: Road): Promise<boolean> {
    const { members } = this;
    const [first] = members;
    if (first === undefined) return false;
    if (members.length === 1) return applyAlone(this.run.pool, first, batch, from);
    try {
      return await applyTogether(this.run.pool, members, batch, from);
    } catch (error) {
      if (isOutage(error) && !isTableMissing(error)) throw error;
    }
    for (const projection of members) {
      try {
        if (!(await applyAlone(this.run.pool, projection, batch, from))) this.leave([projection], road);
      } catch (error) {
        if (isOutage(error) && !isTableMissing(error)) throw error;
        this.leave([projection], road, { error });
      }
    }
    return this.members.length > 0;
  }

  private leave(projections: readonly Projection[], road: Road, reason?: Failure): void {
    // Whoever is no longer here, because the group was disbanded meanwhile, goes on with those it was joined with.
    const leaving = projections.filter((projection) => this.members.includes(projection));
    if (leaving.length === 0) return;
    this.members = this.members.filter((projection) => !leaving.includes(projection));
    road.left(leaving, reason);
  }
}
