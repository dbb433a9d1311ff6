import { EventStoreUnavailable } from '#event-store';
import { CommandHandling } from './index.js';
import { EventStoreDouble, noAnswer } from '../../test/scenario/command-handling/event-store-double.js';
import { asking, jarDecider, jarHolds } from '../../test/scenario/command-handling/jar.js';

const stream = 'jar-1';
const { put } = jarHolds(100);
const open = (store: EventStoreDouble) => new CommandHandling(store, jarDecider);
const withoutRepeated = (outcome: object) => ({ ...outcome, repeated: undefined });

describe('a command that comes again', () => {
  it.each(['the same process', 'a process that has just started'])(
    'is answered as the first time by %s, and nothing more is written',
    async (where) => {
      const store = new EventStoreDouble();
      const handling = open(store);
      const envelope = asking({ coins: [1, 2, 3] });
      await handling.execute(stream, asking(), put(50));
      const first = await handling.execute(stream, envelope, put(1, 2, 3));
      await handling.execute(stream, asking(), put(40));
      const answering = where === 'the same process' ? handling : open(store);
      const again = await answering.execute(stream, { ...envelope, cause: asking().cause }, put(1, 2, 3));
      expect(first).toMatchObject({ status: 'accepted', repeated: false, revision: 3, position: 4n });
      expect(again).toMatchObject({ ...withoutRepeated(first), repeated: true });
      expect(store.recorded).toHaveLength(5);
    },
  );

  it('tells all of its events, also if they are many', async () => {
    const store = new EventStoreDouble();
    const handling = open(store);
    const envelope = asking();
    const roomy = jarHolds(10_000);
    const coins = Array.from({ length: 100 }, (_, index) => index + 1);
    await handling.execute(stream, envelope, roomy.put(...coins));
    await handling.execute(stream, asking(), roomy.put(7));
    const again = await handling.execute(stream, envelope, roomy.put(...coins));
    const amounts = again.status === 'accepted' ? again.events.map(({ data }) => data['amount']) : [];
    expect(amounts).toEqual(coins);
    expect(again).toMatchObject({ revision: 99, position: 100n });
  });

  it('is refused with another input, by another person, or for another stream', async () => {
    const store = new EventStoreDouble();
    const handling = open(store);
    const envelope = asking({ amount: 1 });
    await handling.execute(stream, envelope, put(1));
    const { commandId } = envelope;
    const reused = { status: 'command_id_reused' };
    expect(await handling.execute(stream, { ...envelope, input: { amount: 2 } }, put(2))).toEqual(reused);
    const actor = 'aa1db7e5-bdc3-4f5c-8f9a-2b2f1c1d6d60';
    expect(await handling.execute(stream, asking({ amount: 1 }, { commandId, actor }), put(1))).toEqual(
      reused,
    );
    expect(await handling.execute('jar-2', envelope, put(1))).toEqual(reused);
    expect(await open(store).execute('jar-2', envelope, put(1))).toEqual(reused);
    expect(store.recorded).toHaveLength(1);
  });

  it('does not hold up its neighbours when its id belongs to another stream', async () => {
    const store = new EventStoreDouble();
    const handling = open(store);
    const used = asking();
    await handling.execute('jar-2', used, put(1));
    const outcomes = await Promise.all([
      handling.execute(stream, asking(), put(10)),
      handling.execute(stream, asking(), put(20)),
      handling.execute(stream, used, put(1)),
      handling.execute(stream, asking(), put(30)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...['accepted', 'accepted', 'command_id_reused', 'accepted'],
    ]);
  });

  it('is the same command if its id is written in capitals', async () => {
    const handling = open(new EventStoreDouble());
    const envelope = asking();
    await handling.execute(stream, envelope, put(1));
    const capitals = { ...envelope, commandId: envelope.commandId.toUpperCase() };
    expect(await handling.execute(stream, capitals, put(1))).toMatchObject({ repeated: true, revision: 0 });
  });

  it('may be tried again after a refusal, which has left no trace', async () => {
    const store = new EventStoreDouble();
    const handling = open(store);
    await handling.execute(stream, asking(), put(95));
    const envelope = asking();
    expect(await handling.execute(stream, envelope, put(6))).toMatchObject({ status: 'rejected' });
    expect(store.recorded).toHaveLength(1);
    const roomier = jarHolds(200);
    expect(await handling.execute(stream, envelope, roomier.put(6))).toMatchObject({
      status: 'accepted',
      repeated: false,
    });
  });

  it('is refused without an id that is a UUID', async () => {
    const handling = open(new EventStoreDouble());
    await expect(handling.execute(stream, asking({}, { commandId: 'mine' }), put(1))).rejects.toThrow(
      TypeError,
    );
  });
});

describe('the same command several times at once', () => {
  it('is written once in one process, and answered alike', async () => {
    const store = new EventStoreDouble();
    const handling = open(store);
    const envelope = asking({ amount: 60 });
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => handling.execute(stream, envelope, put(60))),
    );
    expect(store.recorded).toHaveLength(1);
    expect(outcomes.map((outcome) => 'repeated' in outcome && outcome.repeated)).toEqual([
      ...[false, true, true, true, true],
    ]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ revision: 0, position: 1n });
  });

  it('is written once by two processes, and answered alike', async () => {
    const store = new EventStoreDouble();
    const envelope = asking({ amount: 60 });
    const outcomes = await Promise.all(
      [open(store), open(store)].map((handling) => handling.execute(stream, envelope, put(60))),
    );
    expect(store.recorded).toHaveLength(1);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'accepted', revision: 0, position: 1n });
  });

  it('with two inputs in two processes is written once, and the other is refused', async () => {
    const store = new EventStoreDouble();
    const { commandId } = asking();
    const [here, there] = [open(store), open(store)];
    const outcomes = await Promise.all([
      here.execute(stream, asking({ amount: 10 }, { commandId }), put(10)),
      there.execute(stream, asking({ amount: 90 }, { commandId }), put(90)),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['accepted', 'command_id_reused']);
    expect(store.recorded).toHaveLength(1);
    for (const handling of [here, there]) {
      await handling.execute(stream, asking(), put(1));
      expect((await handling.read(stream)).state).toEqual((await open(store).read(stream)).state);
    }
  });
});

describe('an answer that the store does not give', () => {
  it('is asked for once more, and the command is answered as if nothing had been', async () => {
    const store = new EventStoreDouble();
    const handling = open(store);
    let lost = 0;
    store.afterAppend = () => (lost++ === 0 ? noAnswer() : undefined);
    const outcomes = await Promise.all([
      handling.execute(stream, asking(), put(10)),
      handling.execute(stream, asking(), put(20)),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'accepted', repeated: false, revision: 0 },
      { status: 'accepted', repeated: false, revision: 1 },
    ]);
    expect(store.recorded).toHaveLength(2);
    expect(handling.figures.appendsSentAgain).toBe(1);
  });

  it.each([
    ['was written', 'afterAppend' as const, true],
    ['was not written', 'beforeAppend' as const, false],
  ])('fails the command, which is safe to send again if it %s', async (_, when, repeated) => {
    const store = new EventStoreDouble();
    const handling = open(store);
    await handling.execute(stream, asking(), put(10));
    store[when] = noAnswer;
    const [first, second] = [asking(), asking()];
    const failed = await Promise.allSettled([
      handling.execute(stream, first, put(20)),
      handling.execute(stream, second, put(30)),
    ]);
    expect(failed[0]).toMatchObject({ reason: expect.any(EventStoreUnavailable) });
    store[when] = () => undefined;
    const again = { ...first, cause: asking().cause };
    expect(await handling.execute(stream, again, put(20))).toMatchObject({
      status: 'accepted',
      repeated,
      revision: 1,
    });
    await handling.execute(stream, second, put(30));
    expect(store.recorded.map(({ data }) => data['amount']).sort()).toEqual([10, 20, 30]);
    expect((await handling.read(stream)).state).toEqual((await open(store).read(stream)).state);
  });

  it('fails everybody who waits when the stream cannot be read either', async () => {
    const store = new EventStoreDouble();
    const handling = open(store);
    store.beforeRead = noAnswer;
    const outcomes = await Promise.allSettled([
      handling.execute(stream, asking(), put(1)),
      handling.execute(stream, asking(), put(2)),
      handling.read(stream),
    ]);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ reason: expect.any(EventStoreUnavailable) });
    store.beforeRead = () => undefined;
    expect(await handling.execute(stream, asking(), put(1))).toMatchObject({ status: 'accepted' });
  });
});
