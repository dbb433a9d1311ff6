import type { Snapshot, SnapshotStore } from '#command-handling';

/** A double that keeps snapshots as text, as a database would, and lets a test spoil them. */
export class SnapshotsInMemory implements SnapshotStore {
  readonly kept = new Map<string, string>();
  failing = false;

  async load(stream: string): Promise<Snapshot | undefined> {
    if (this.failing) throw new Error('no snapshots today');
    const text = this.kept.get(stream);
    if (text === undefined) return undefined;
    const { position, ...rest } = JSON.parse(text) as { position: string } & Omit<Snapshot, 'last'> & {
        last: Omit<Snapshot['last'], 'position'>;
      };
    return { ...rest, last: { ...rest.last, position: BigInt(position) } };
  }

  async save(stream: string, { last, ...rest }: Snapshot): Promise<void> {
    if (this.failing) throw new Error('no snapshots today');
    const position = last.position.toString();
    this.kept.set(stream, JSON.stringify({ ...rest, position, last: { ...last, position: undefined } }));
  }

  spoil(stream: string, change: Partial<Omit<Snapshot, 'last'>>): void {
    const text = this.kept.get(stream);
    if (text === undefined) throw new Error(`no snapshot of ${stream}`);
    this.kept.set(stream, JSON.stringify({ ...(JSON.parse(text) as object), ...change }));
  }
}
