import { Convoy } from './convoy.js';
import type { Projection } from './projection.js';
import type { Run } from './run.js';

/**
 * Keeps projections up to date until the run ends. Those that stand at about the same position go in one convoy, which reads every event
 * once and writes the rows of all in one transaction; whoever cannot go on leaves it and holds nobody else up, and joins again when it
 * has caught up. Never rejects. Any number of these may run at once, in any number of processes: every event is applied once.
 */
export class Convoys {
  private readonly underWay = new Set<Convoy>();
  private readonly travels = new Set<Promise<void>>();

  constructor(private readonly run: Run) {}

  /** Takes these projections on, wherever they stand. */
  start(projections: readonly Projection[]): void {
    if (projections.length > 0) this.send(new Convoy(projections, this.run));
  }

  /** Resolves when the run has ended and nothing is written any more. */
  async ended(): Promise<void> {
    while (this.travels.size > 0) await Promise.all(this.travels);
  }

  private send(convoy: Convoy): void {
    this.underWay.add(convoy);
    const travel = convoy
      .travel({
        left: (projections, reason) => this.send(new Convoy(projections, this.run, reason)),
        moved: () => this.joinNear(convoy),
      })
      .finally(() => {
        this.underWay.delete(convoy);
        this.travels.delete(travel);
      });
    this.travels.add(travel);
  }

  /** Makes one of two that have met: both end after what they are writing, and their projections go on as one. */
  private joinNear(convoy: Convoy): void {
    for (const other of this.underWay) {
      if (other === convoy || !convoy.isNear(other)) continue;
      const projections = [...convoy.disband(), ...other.disband()];
      const joined = Promise.all([convoy.ended, other.ended]).then(() => {
        this.travels.delete(joined);
        this.start(projections);
      });
      this.travels.add(joined);
      return;
    }
  }
}
