import { CommandHandling } from './index.js';
import { EventStoreDouble } from '../../test/scenario/command-handling/event-store-double.js';
import { Gate } from '../../test/scenario/command-handling/gate.js';
import { asking, jarDecider, jarHolds } from '../../test/scenario/command-handling/jar.js';

const stream = 'jar-1';
const { put } = jarHolds(100);
const open = (store: EventStoreDouble) => new CommandHandling(store, jarDecider);

describe('reading a stream', () => {
  it('finds nothing where nothing was written', async () => {
    expect(await open(new EventStoreDouble()).read(stream)).toEqual({
      state: jarDecider.initial,
      revision: -1,
    });
  });

  it('sees what another process has written, and reads only that', async () => {
    const store = new EventStoreDouble();
    const [here, there] = [open(store), open(store)];
    await here.execute(stream, asking(), put(1, 2, 3));
    await there.execute(stream, asking(), put(4));
    store.reads.length = 0;
    expect(await here.read(stream)).toMatchObject({ revision: 3, state: { sum: 10 } });
    expect(store.reads).toEqual([{ stream, fromRevision: 2 }]);
  });

  it('is done once for all who ask at the same time, but never before they asked', async () => {
    const store = new EventStoreDouble();
    const [here, there] = [open(store), open(store)];
    const gate = new Gate();
    store.beforeRead = () => gate.pass();
    const early = here.read(stream);
    await gate.reached;
    store.beforeRead = () => undefined;
    await there.execute(stream, asking(), put(7));
    store.reads.length = 0;
    const late = [here.read(stream), here.read(stream), here.read(stream)];
    gate.open();
    await early;
    for (const read of late) expect((await read).state.sum).toBe(7);
    expect(store.reads).toHaveLength(1);
  });

  it('follows a store that was put back to a backup, though it has grown again since', async () => {
    const store = new EventStoreDouble();
    const [here, there] = [open(store), open(store)];
    await there.execute(stream, asking(), put(1));
    await here.execute(stream, asking(), put(10));
    await here.execute(stream, asking(), put(20));
    store.recorded = store.recorded.slice(0, 1);
    await there.execute(stream, asking(), put(2)).catch(() => undefined);
    await there.execute(stream, asking(), put(3));
    expect(await here.read(stream)).toEqual(await open(store).read(stream));
    expect(await here.execute(stream, asking(), put(94))).toMatchObject({ status: 'accepted' });
    expect((await here.read(stream)).state.sum).toBe(100);
  });

  it('fails on an event it does not understand, and decides nothing', async () => {
    const store = new EventStoreDouble();
    const newer = { ...jarDecider, schemaVersion: () => 2 };
    await new CommandHandling(store, newer).execute(stream, asking(), put(1));
    const handling = open(store);
    await expect(handling.read(stream)).rejects.toThrow('unknown: CoinPut 2');
    await expect(handling.execute(stream, asking(), put(1))).rejects.toThrow('unknown: CoinPut 2');
    expect(store.recorded).toHaveLength(1);
  });
});

describe('the memory of streams', () => {
  it('is bounded by streams and by the events they stand for', async () => {
    const store = new EventStoreDouble();
    const handling = new CommandHandling(store, jarDecider, { streamsCachedMax: 3, eventsCachedMax: 20 });
    for (let jar = 1; jar <= 10; jar += 1) await handling.execute(`jar-${jar}`, asking(), put(1, 1));
    expect(handling.figures).toMatchObject({ streamsInUse: 0, streamsCached: 3, eventsCached: 9 });
    await handling.execute('jar-11', asking(), put(...Array<number>(15).fill(1)));
    expect(handling.figures.eventsCached).toBeLessThanOrEqual(20);
    await handling.execute('jar-12', asking(), put(...Array<number>(30).fill(1)));
    expect((await handling.read('jar-12')).state.sum).toBe(30);
    expect(handling.figures.eventsCached).toBeLessThanOrEqual(20);
  });
});
