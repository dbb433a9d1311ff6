import { CommandHandling } from '../index.js';
import { EventStoreDouble } from '../../../test/scenario/command-handling/event-store-double.js';
import { Gate } from '../../../test/scenario/command-handling/gate.js';
import { asking, jarDecider, jarHolds } from '../../../test/scenario/command-handling/jar.js';
import { SnapshotsInMemory } from '../../../test/scenario/command-handling/snapshots-in-memory.js';

const stream = 'jar-1';
const { put } = jarHolds(1_000);

const openWith = (store: EventStoreDouble, snapshots: SnapshotsInMemory, snapshotEvery = 1) =>
  new CommandHandling(store, jarDecider, { snapshots, snapshotEvery });

/** A stream of 21 events, of which the first 20 are in a snapshot. */
async function snapshotted() {
  const store = new EventStoreDouble();
  const snapshots = new SnapshotsInMemory();
  const envelope = asking();
  const handling = openWith(store, snapshots, 20);
  await handling.execute(stream, envelope, put(...Array.from({ length: 20 }, (_, coin) => coin)));
  await handling.execute(stream, asking(), put(5));
  await handling.drained();
  store.reads.length = 0;
  return { store, snapshots, envelope };
}

describe('a snapshot', () => {
  it('spares reading what it covers, and knows the commands too', async () => {
    const { store, snapshots, envelope } = await snapshotted();
    const handling = openWith(store, snapshots);
    expect(await handling.read(stream)).toEqual(await new CommandHandling(store, jarDecider).read(stream));
    expect(store.reads[0]).toEqual({ stream, fromRevision: 19 });
    expect(handling.figures).toMatchObject({ snapshotsUsed: 1, eventsRead: 1 });
    expect(await handling.execute(stream, envelope, put(1))).toMatchObject({ repeated: true, revision: 19 });
  });

  it('is written only when the stream has grown by so many events and by an eighth', async () => {
    const store = new EventStoreDouble();
    const snapshots = new SnapshotsInMemory();
    const handling = openWith(store, snapshots, 10);
    const covered = new Set<number>();
    for (let coin = 0; coin < 200; coin += 1) {
      await handling.execute(stream, asking(), put(1));
      await handling.drained();
      const snapshot = await snapshots.load(stream);
      if (snapshot) covered.add(snapshot.revision);
    }
    const revisions = [...covered];
    expect(revisions.slice(0, 3)).toEqual([9, 19, 29]);
    expect(revisions.length).toBeLessThan(20);
    for (const [index, revision] of revisions.slice(1).entries())
      expect(revision - revisions[index]!).toBeGreaterThanOrEqual(Math.max(10, Math.floor(revision / 8)));
  });

  it('is written at once of a stream of which much was read beyond the one before', async () => {
    const { store, snapshots } = await snapshotted();
    const writing = openWith(store, snapshots, 1_000);
    for (let coin = 0; coin < 9; coin += 1) await writing.execute(stream, asking(), put(1));
    await writing.drained();
    const covered = async () => (await snapshots.load(stream))?.revision;
    for (const [every, revision] of [
      [11, 19],
      [10, 29],
    ] as const) {
      const loading = openWith(store, snapshots, every);
      await loading.read(stream);
      await loading.drained();
      expect(await covered()).toBe(revision);
    }
  });

  it('of which much was read beyond is written again long before the stream has grown by an eighth', async () => {
    const store = new EventStoreDouble();
    const snapshots = new SnapshotsInMemory();
    const writing = openWith(store, snapshots, 200);
    await writing.execute(stream, asking(), put(...Array.from({ length: 200 }, () => 1)));
    await writing.drained();
    await openWith(store, snapshots, 1_000).execute(stream, asking(), put(1, 1, 1));
    const loading = openWith(store, snapshots, 3);
    await loading.read(stream);
    await loading.drained();
    expect((await snapshots.load(stream))?.revision).toBe(202);
  });

  it('is never waited for', async () => {
    const store = new EventStoreDouble();
    const snapshots = new SnapshotsInMemory();
    const gate = new Gate();
    const save = snapshots.save.bind(snapshots);
    snapshots.save = (...snapshot) => gate.pass().then(() => save(...snapshot));
    const handling = openWith(store, snapshots);
    expect(await handling.execute(stream, asking(), put(1))).toMatchObject({ status: 'accepted' });
    await gate.reached;
    expect(await handling.execute(stream, asking(), put(2))).toMatchObject({ status: 'accepted' });
    gate.open();
    await handling.drained();
    expect(handling.figures.snapshotsWritten).toBe(2);
  });

  it('that cannot be read or written is only counted', async () => {
    const store = new EventStoreDouble();
    const snapshots = new SnapshotsInMemory();
    snapshots.failing = true;
    const handling = openWith(store, snapshots);
    expect(await handling.execute(stream, asking(), put(1))).toMatchObject({ status: 'accepted' });
    await handling.drained();
    expect(handling.figures).toMatchObject({ snapshotsFailed: 2, snapshotsWritten: 0 });
  });

  it.each([
    ['of another version', { version: 2 }],
    ['beyond the end of the stream', { revision: 25 }],
    ['of another event', { revision: 3 }],
    ['that holds nonsense', { state: { fields: null, columns: {} } }],
    ['without a memory of commands', { commands: {} }],
  ])('%s is not used', async (_, change) => {
    const { store, snapshots } = await snapshotted();
    snapshots.spoil(stream, change);
    const handling = openWith(store, snapshots);
    expect(await handling.read(stream)).toEqual(await new CommandHandling(store, jarDecider).read(stream));
    expect(handling.figures.snapshotsUsed).toBe(0);
  });

  it('taken before a backup was put back is not used, though the same commands came again since', async () => {
    const { store, snapshots } = await snapshotted();
    const before = structuredClone(store.recorded);
    // After the backup the first two coins were put in the other way round, at another time.
    const [first, second, ...rest] = before;
    const later = (event: typeof first, revision: number) => ({
      ...event!,
      revision,
      position: BigInt(revision + 1),
      recordedAt: new Date(Date.parse(event!.recordedAt) + 60_000).toISOString(),
    });
    store.recorded = [later(second, 0), later(first, 1), ...rest.map((event, i) => later(event, i + 2))];
    const handling = openWith(store, snapshots);
    expect((await handling.read(stream)).state.fingerprint).toBe(
      (await new CommandHandling(store, jarDecider).read(stream)).state.fingerprint,
    );
    expect(handling.figures).toMatchObject({ snapshotsUsed: 0, snapshotsFailed: 1 });
  });
});
