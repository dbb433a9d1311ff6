import type { Snapshot, SnapshotStore } from '#command-handling';
import { opened, sealed } from '../../../libs/command-handling/snapshots/sealed-snapshot.js';

/** A double that keeps snapshots as bytes, as a database would, and lets a test spoil them. */
export class SnapshotsInMemory implements SnapshotStore {
  readonly kept = new Map<string, Buffer>();
  failing = false;

  async load(stream: string): Promise<Snapshot | undefined> {
    if (this.failing) throw new Error('no snapshots today');
    const bytes = this.kept.get(stream);
    return bytes && opened(Buffer.from(bytes));
  }

  async save(stream: string, snapshot: Snapshot): Promise<void> {
    if (this.failing) throw new Error('no snapshots today');
    this.kept.set(stream, sealed(snapshot));
  }

  spoil(stream: string, change: Partial<Snapshot>): void {
    const bytes = this.kept.get(stream);
    if (bytes === undefined) throw new Error(`no snapshot of ${stream}`);
    this.kept.set(stream, sealed({ ...opened(bytes), ...change }));
  }
}
