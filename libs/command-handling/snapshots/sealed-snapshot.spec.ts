import { randomUUID } from 'node:crypto';
import { VersionedMap } from '#versioned';
import type { Snapshot } from '../index.js';
import { commandsIn, savedCommands } from './command-memory.js';
import { opened, sealed } from './sealed-snapshot.js';

const commands = VersionedMap.of([
  ['b8f1f6e2-3c9a-4b8f-9d4c-2b8f6f1f7a02', 0],
  ['a4f1f6e2-3c9a-4b8f-9d4c-2b8f6f1f7a01', 3],
]);
const snapshot: Snapshot = {
  version: 3,
  revision: 4,
  last: { id: randomUUID(), position: 9_007_199_254_740_993n, recordedAt: '2019-03-02T08:00:00.120Z' },
  state: {
    fields: { sum: 7, names: ['ü\u2028"'] },
    columns: { one: Uint8Array.of(1, 2), none: new Uint8Array() },
  },
  commands: savedCommands(commands),
};

describe('a sealed snapshot', () => {
  it('is opened as it was, also from the midst of a buffer', () => {
    const bytes = sealed(snapshot);
    const amid = Buffer.concat([Buffer.of(7, 7, 7), bytes, Buffer.of(7)]).subarray(3, 3 + bytes.length);
    const { state, ...rest } = opened(amid);
    expect(rest).toEqual({ ...snapshot, state: undefined, commands: rest.commands });
    expect(state.fields).toEqual(snapshot.state.fields);
    expect(Object.entries(state.columns).map(([name, column]) => [name, [...column]])).toEqual([
      ['one', [1, 2]],
      ['none', []],
    ]);
    expect([...commandsIn(rest.commands, 4)]).toEqual([...commands].reverse());
  });

  it('is not opened where any of its bits is another, or it is cut off', () => {
    const bytes = sealed(snapshot);
    for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8(damaged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => opened(damaged)).toThrow('a snapshot is');
    }
    for (let length = 0; length < bytes.length; length += 1)
      expect(() => opened(bytes.subarray(0, length))).toThrow('a snapshot is');
  });
});

describe('the memory of commands', () => {
  it('knows what it knew, and what is added', () => {
    const memory = commandsIn(savedCommands(commands), 4).set('another', 5);
    expect([...commands].map(([id]) => memory.get(id))).toEqual([0, 3]);
    expect([memory.get('another'), memory.get('nobody'), memory.size]).toEqual([5, undefined, 3]);
    expect([...commandsIn(savedCommands(memory), 5)]).toEqual([...memory].sort());
  });

  it.each([
    ['has a revision beyond the snapshot', (saved: Snapshot['commands']) => commandsIn(saved, 2)],
    ['has no ids', ({ revisions }: Snapshot['commands']) => commandsIn({ revisions: revisions! }, 4)],
    [
      'has more ids than revisions',
      ({ ids }: Snapshot['commands']) => commandsIn({ ids: ids!, revisions: Uint8Array.of(1, 0) }, 4),
    ],
  ])('is not that of a snapshot where it %s', (_, load) => {
    expect(() => load(savedCommands(commands))).toThrow('memory of commands');
  });
});
