import { ProjectionGroup } from './projection-group.js';
import type { Projection } from './projection.js';
import type { Run } from './run.js';

/**
 * Keeps projections up to date until the run ends. Those that stand at about the same position go in one group, which reads every event
 * once and writes the rows of all in one transaction; whoever cannot go on leaves it and holds nobody else up, and joins again when it
 * has caught up. Never rejects. Any number of these may run at once, in any number of processes: every event is applied once.
 */
export class ProjectionGroups {
  private readonly underWay = new Set<ProjectionGroup>();
  private readonly travels = new Set<Promise<void>>();

  constructor(private readonly run: Run) {}

  /** Takes these projections on, wherever they stand. */
  start(projections: readonly Projection[]): void {
    if (projections.length > 0) this.send(new ProjectionGroup(projections, this.run));
  }

  /** Resolves when the run has ended and nothing is written any more. */
  async ended(): Promise<void> {
    while (this.travels.size > 0) await Promise.all(this.travels);
  }

  private send(group: ProjectionGroup): void {
    this.underWay.add(group);
    const travel = group
      .travel({
        left: (projections, reason) => this.send(new ProjectionGroup(projections, this.run, reason)),
        moved: () => this.joinNear(group),
      })
      .finally(() => {
        this.underWay.delete(group);
        this.travels.delete(travel);
      });
    this.travels.add(travel);
  }

  /** Makes one of two that have met: both end after what they are writing, and their projections go on as one. */
  private joinNear(group: ProjectionGroup): void {
    for (const other of this.underWay) {
      if (other === group || !group.isNear(other)) continue;
      const projections = [...group.disband(), ...other.disband()];
      const joined = Promise.all([group.ended, other.ended]).then(() => {
        this.travels.delete(joined);
        this.start(projections);
      });
      this.travels.add(joined);
      return;
    }
  }
}
