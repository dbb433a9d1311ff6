import { EventStoreDBClient } from '@eventstore/db-client';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDoubleProcess } from './double-process.js';
import { startDouble } from './double.js';
import { collect, numbered, numbersOf, unusedStream, until } from './subject.js';

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eventstoredb-double-'));
});
beforeEach(() => {
  file = join(folder, `${unusedStream()}.jsonl`);
});
afterAll(() => rm(folder, { recursive: true }));

describe('a double with a file', () => {
  it('has after a restart what it had before, at the same positions', async () => {
    const double = await startDouble({ file });
    const client = EventStoreDBClient.connectionString(double.connectionString);
    const stream = unusedStream();
    await client.appendToStream(stream, [numbered(0), numbered(1)]);
    await client.deleteStream(stream);
    await client.appendToStream(stream, numbered(2));
    const before = [...double.written];
    await double.restart();
    expect(double.written.slice(0, before.length)).toEqual(before);
    const read = () => collect(client.readStream(stream)).catch(() => []);
    await until(async () => numbersOf(await read()).join() === '2');
    await client.dispose();
    await double.close();
  });

  it('leaves out a write that death did not let it finish', async () => {
    const first = await startDouble({ file });
    const count = first.written.length;
    await first.close();
    await appendFile(file, '{"created":"1","events":[{"stream":"half');
    const second = await startDouble({ file, statisticsEvery: 0 });
    expect(second.written).toHaveLength(count + 1);
    await second.close();
    const third = await startDouble({ file });
    expect(third.written).toHaveLength(count + 2);
    await third.close();
  });

  it('does not remember after a restart which ids were written to any revision', async () => {
    const double = await startDouble({ file });
    const client = EventStoreDBClient.connectionString(double.connectionString);
    const stream = unusedStream();
    const event = numbered(0);
    await client.appendToStream(stream, event, { expectedRevision: 'any' });
    await double.restart();
    await until(() =>
      client.appendToStream(stream, event, { expectedRevision: 'any' }).then(Boolean, () => false),
    );
    expect(numbersOf(await collect(client.readStream(stream)))).toEqual([0, 0]);
    await client.dispose();
    await double.close();
  });
});

describe('a double as a process of its own', () => {
  it('has what it acknowledged when it was killed by a signal', async () => {
    const first = await startDoubleProcess({ file });
    const client = EventStoreDBClient.connectionString(first.connectionString);
    const stream = unusedStream();
    await client.appendToStream(stream, [numbered(0), numbered(1)]);
    await first.stop('SIGKILL');
    const second = await startDoubleProcess({ file, port: first.port });
    const written = (await second.written()).filter((event) => event.stream === stream);
    expect(written.map(({ revision }) => revision)).toEqual(['0', '1']);
    await client.dispose();
    await second.stop();
  });

  it('is given its faults from outside, its death among them', async () => {
    const first = await startDoubleProcess({ file });
    const client = EventStoreDBClient.connectionString(first.connectionString);
    const stream = unusedStream();
    await first.switchOn({ method: 'batchAppend', fault: { kind: 'unavailable' } });
    await expect(client.appendToStream(stream, numbered(0))).rejects.toMatchObject({ type: 'unavailable' });
    await first.switchOff();
    await first.switchOn({ method: 'batchAppend', fault: { kind: 'killed', when: 'after' }, times: 1 });
    await expect(client.appendToStream(stream, numbered(0))).rejects.toBeInstanceOf(Error);
    await first.ended;
    const second = await startDoubleProcess({ file, port: first.port });
    expect((await second.written()).filter((event) => event.stream === stream)).toHaveLength(1);
    await client.dispose();
    await second.stop();
  });
});
