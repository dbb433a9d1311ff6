import { CommandHandling, CommandHandlingContended, CommandHandlingOverloaded } from './index.js';
import type { Outcome } from './outcome.js';
import { EventStoreDouble } from '../../test/scenario/command-handling/event-store-double.js';
import { Gate } from '../../test/scenario/command-handling/gate.js';
import { asking, jarDecider, jarHolds } from '../../test/scenario/command-handling/jar.js';

const stream = 'jar-1';
const { put } = jarHolds(100);

const accepted = (outcome: Outcome) => {
  if (outcome.status !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(outcome)}`);
  return outcome;
};

describe('the queue of a stream', () => {
  it('lets hundreds of commands share a commit, each with its own place in the stream', async () => {
    const store = new EventStoreDouble();
    const handling = new CommandHandling(store, jarDecider);
    const roomy = jarHolds(1_000);
    const outcomes = await Promise.all(
      Array.from({ length: 400 }, () => handling.execute(stream, asking(), roomy.put(1))),
    );
    expect(outcomes.map((outcome) => accepted(outcome).revision)).toEqual([...Array(400).keys()]);
    expect(outcomes.map((outcome) => accepted(outcome).position)).toEqual(
      Array.from({ length: 400 }, (_, index) => BigInt(index + 1)),
    );
    expect(store.appends.length).toBe(1);
    expect(handling.figures).toMatchObject({ appends: store.appends.length, eventsAppended: 400 });
  });

  it('decides on the state that will be, while the commit before is on its way', async () => {
    const store = new EventStoreDouble();
    const handling = new CommandHandling(store, jarDecider);
    await handling.execute(stream, asking(), put(10));
    const gate = new Gate();
    store.afterAppend = () => gate.pass();
    const seen: number[] = [];
    const watch = (coin: number) => (jar: { sum: number; fingerprint: number }) => {
      seen.push(jar.sum);
      return put(coin)(jar);
    };
    const all = [20, 30, 40].map((coin) => handling.execute(stream, asking(), watch(coin)));
    await gate.reached;
    expect(seen).toEqual([10, 30, 60]);
    gate.open();
    expect((await Promise.all(all)).map((outcome) => outcome.status)).toEqual(Array(3).fill('accepted'));
  });

  it('never takes in more than fits, however many come at once', async () => {
    const store = new EventStoreDouble();
    const handling = new CommandHandling(store, jarDecider);
    const outcomes = await Promise.all(
      Array.from({ length: 150 }, () => handling.execute(stream, asking(), put(1))),
    );
    expect(outcomes.filter(({ status }) => status === 'accepted')).toHaveLength(100);
    expect(outcomes.at(-1)).toEqual({
      status: 'rejected',
      rejection: { code: 'above_cap', details: { open: 0 } },
    });
    expect((await handling.read(stream)).state.sum).toBe(100);
  });

  it('refuses only once that is written which a refusal was decided on', async () => {
    const store = new EventStoreDouble();
    const handling = new CommandHandling(store, jarDecider);
    await handling.execute(stream, asking(), put(10));
    const gate = new Gate();
    let first = true;
    store.beforeAppend = async () => {
      if (!first) return;
      first = false;
      await gate.pass();
      throw new RangeError('the store will not have it');
    };
    const large = handling.execute(stream, asking(), put(90));
    const small = handling.execute(stream, asking(), put(20));
    await gate.reached;
    gate.open();
    await expect(large).rejects.toThrow('the store will not have it');
    expect(await small).toMatchObject({ status: 'accepted' });
  });

  it('does not refuse on what it remembers, if another process has written since', async () => {
    const store = new EventStoreDouble();
    const here = new CommandHandling(store, jarDecider);
    const there = new CommandHandling(store, jarDecider);
    await here.read(stream);
    await there.execute(stream, asking(), put(1));
    const onlyIntoAUsedJar = (jar: { sum: number; fingerprint: number }) =>
      jar.sum === 0 ? { rejection: { code: 'wrong_status' as const, details: {} } } : put(5)(jar);
    expect(await here.execute(stream, asking(), onlyIntoAUsedJar)).toMatchObject({ status: 'accepted' });
  });

  it('fails only the command whose decision throws or decides nothing', async () => {
    const handling = new CommandHandling(new EventStoreDouble(), jarDecider);
    const defect = () => {
      throw new Error('a defect');
    };
    const [before, thrown, nothing, after] = await Promise.allSettled([
      handling.execute(stream, asking(), put(1)),
      handling.execute(stream, asking(), defect),
      handling.execute(stream, asking(), () => ({ events: [] })),
      handling.execute(stream, asking(), put(2)),
    ]);
    expect(thrown).toMatchObject({ reason: { message: 'a defect' } });
    expect(nothing).toMatchObject({ reason: { message: expect.stringContaining('at least one event') } });
    expect([before.status, after.status]).toEqual(['fulfilled', 'fulfilled']);
    expect((await handling.read(stream)).state.sum).toBe(3);
  });

  it('fails only the command that the store will not have', async () => {
    const store = new EventStoreDouble();
    store.beforeAppend = ({ events }) => {
      if (events.some(({ data }) => data['amount'] === 13)) throw new RangeError('thirteen');
    };
    const handling = new CommandHandling(store, jarDecider);
    const outcomes = await Promise.allSettled(
      [1, 2, 13, 3, 4].map((coin) => handling.execute(stream, asking(), put(coin))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
    ]);
    expect((await handling.read(stream)).state.sum).toBe(10);
  });

  it('takes no more commands than may wait, and takes them again when there is room', async () => {
    const store = new EventStoreDouble();
    const handling = new CommandHandling(store, jarDecider, { streamPendingMax: 2, pendingMax: 3 });
    const gate = new Gate();
    store.beforeAppend = () => gate.pass();
    const waiting = [handling.execute(stream, asking(), put(1)), handling.execute(stream, asking(), put(1))];
    await expect(handling.execute(stream, asking(), put(1))).rejects.toThrow(CommandHandlingOverloaded);
    waiting.push(handling.execute('jar-2', asking(), put(1)));
    await expect(handling.execute('jar-3', asking(), put(1))).rejects.toThrow(CommandHandlingOverloaded);
    expect(handling.figures).toMatchObject({ pending: 3, overloaded: 2 });
    gate.open();
    await Promise.all(waiting);
    expect(await handling.execute(stream, asking(), put(1))).toMatchObject({ status: 'accepted' });
    expect(handling.figures).toMatchObject({ pending: 0 });
  });

  it('answers every command before it is drained', async () => {
    const store = new EventStoreDouble();
    const handling = new CommandHandling(store, jarDecider);
    void handling.execute(stream, asking(), put(1));
    void handling.execute('jar-2', asking(), put(1));
    await handling.drained();
    expect(store.recorded).toHaveLength(2);
  });
});

describe('a second process that writes to the same stream', () => {
  it('makes what was not written be decided again, in order, and only the new part be read', async () => {
    const store = new EventStoreDouble();
    const here = new CommandHandling(store, jarDecider);
    const there = new CommandHandling(store, jarDecider);
    await here.execute(stream, asking(), put(10, 10, 10));
    await there.execute(stream, asking(), put(60));
    store.reads.length = 0;
    const outcomes = await Promise.all([5, 10, 1].map((coin) => here.execute(stream, asking(), put(coin))));
    expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'rejected', 'accepted']);
    expect(store.eventsOf(stream).map(({ data }) => data['amount'])).toEqual([10, 10, 10, 60, 5, 1]);
    expect(store.reads).toEqual([{ stream, fromRevision: 2 }]);
    expect(here.figures.conflicts).toBe(1);
  });

  it('does not change the order in which commands came, however many wait', async () => {
    const store = new EventStoreDouble();
    const here = new CommandHandling(store, jarDecider);
    const there = new CommandHandling(store, jarDecider);
    const roomy = jarHolds(10_000);
    await here.read(stream);
    await there.execute(stream, asking(), roomy.put(1));
    const coins = Array.from({ length: 1_500 }, (_, index) => index % 7);
    const outcomes = await Promise.all(coins.map((coin) => here.execute(stream, asking(), roomy.put(coin))));
    expect(outcomes.map((outcome) => accepted(outcome).revision)).toEqual(coins.map((_, index) => index + 1));
    expect(here.figures).toMatchObject({ conflicts: 1, appends: 3 });
  });

  it('is noticed even where it wrote as many events as were on their way', async () => {
    const store = new EventStoreDouble();
    const here = new CommandHandling(store, jarDecider);
    const there = new CommandHandling(store, jarDecider);
    await here.execute(stream, asking(), put(10));
    let first = true;
    store.beforeAppend = async () => {
      if (!first) return;
      first = false;
      await there.execute(stream, asking(), put(85));
    };
    const outcomes = await Promise.all([4, 4, 4].map((coin) => here.execute(stream, asking(), put(coin))));
    expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'rejected', 'rejected']);
    expect((await there.read(stream)).state).toEqual((await here.read(stream)).state);
  });

  it('cannot keep a command for ever: after so many tries it is told to come again', async () => {
    const store = new EventStoreDouble();
    const here = new CommandHandling(store, jarDecider, { triesMax: 5 });
    const roomy = jarHolds(1_000);
    const there = new CommandHandling(store, jarDecider);
    let theirs = false;
    store.beforeAppend = async () => {
      if (theirs) return;
      theirs = true;
      await there.execute(stream, asking(), roomy.put(1));
      theirs = false;
    };
    const envelope = asking();
    await expect(here.execute(stream, envelope, roomy.put(2))).rejects.toThrow(CommandHandlingContended);
    store.beforeAppend = () => undefined;
    expect(await here.execute(stream, envelope, roomy.put(2))).toMatchObject({
      status: 'accepted',
      repeated: false,
      revision: 5,
    });
  });
});
