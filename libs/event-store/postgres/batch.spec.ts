import { randomUUID } from 'node:crypto';
import { type AppendResult, type Expected } from '../port.js';
import { gather, type Waiting } from './batch.js';
import { settle } from './verdict.js';

interface Asked extends Waiting {
  answered?: AppendResult;
}

function asked(stream: string, expected: Expected, events = 1, ids: readonly string[] = []): Asked {
  const waiting: Asked = {
    append: {
      stream,
      expected,
      bytes: 100 * events,
      events: Array.from({ length: events }, (_, index) => ({
        id: ids[index] ?? randomUUID(),
        type: 'PledgeMade',
        schemaVersion: 1,
        data: '{}',
        metadata: '{}',
      })),
    },
    alone: false,
    answer: (result) => void (waiting.answered = result),
    fail: () => undefined,
  };
  return waiting;
}

const sizes = (queue: readonly Waiting[]): [string, number][] =>
  gather(queue).batch.map(({ stream, members }) => [stream, members.length]);

describe('a batch', () => {
  it('joins what builds on each other in one stream, also around what goes to others', () => {
    const queue = [
      asked('a-1', 'none', 2),
      asked('b-1', 7),
      asked('a-1', 1, 3),
      asked('b-1', 'any'),
      asked('a-1', 4),
      asked('a-1', 'exists'),
      asked('b-1', 9),
    ];
    expect(sizes(queue)).toEqual([
      ['a-1', 4],
      ['b-1', 3],
    ]);
    expect(gather(queue).rest).toEqual([]);
  });

  it.each<[Expected, Expected]>([
    ['none', 'none'],
    ['none', 5],
    [3, 3],
    [3, 'none'],
    ['any', 3],
    ['exists', 'none'],
  ])('lets the second of one stream wait when the first expects %s and it expects %s', (first, second) => {
    const queue = [asked('a-1', first), asked('a-1', second), asked('a-1', 'any'), asked('b-1', 'any')];
    expect(sizes(queue)).toEqual([
      ['a-1', 1],
      ['b-1', 1],
    ]);
    expect(gather(queue).rest).toEqual([queue[1], queue[2]]);
  });

  it('has no event id twice', () => {
    const id = randomUUID();
    const queue = [
      asked('a-1', 'any', 1, [id]),
      asked('b-1', 'any', 1, [id]),
      asked('b-1', 'any'),
      asked('c-1', 'any'),
    ];
    expect(sizes(queue)).toEqual([
      ['a-1', 1],
      ['c-1', 1],
    ]);
    expect(gather(queue).rest).toEqual([queue[1], queue[2]]);
  });

  it('has 512 events at most, and keeps the order of those who wait', () => {
    const queue = Array.from({ length: 300 }, (_, index) => asked(`a-${index}`, 'any', 2));
    expect(gather(queue).batch).toHaveLength(256);
    expect(gather(queue).rest).toEqual(queue.slice(256));
    expect(gather([asked('a-1', 'any', 512), asked('b-1', 'any')]).batch).toHaveLength(1);
  });
});

describe('the verdict on joined appends', () => {
  const judged = (
    verdict: Parameters<typeof settle>[1],
    ...members: Asked[]
  ): (AppendResult | undefined | 'again')[] => {
    const again = settle(gather(members).batch[0]!, verdict);
    return members.map((member) => (again.includes(member) ? 'again' : member.answered));
  };

  it('gives each its own revisions and positions', () => {
    const verdict = { status: 'appended', revision: 4, firstPosition: 10n, lastPosition: 13n } as const;
    expect(judged(verdict, asked('a-1', 3, 1), asked('a-1', 4, 3))).toEqual([
      {
        status: 'appended',
        firstRevision: 4,
        lastRevision: 4,
        firstPosition: 10n,
        lastPosition: 10n,
        repeated: false,
      },
      {
        status: 'appended',
        firstRevision: 5,
        lastRevision: 7,
        firstPosition: 11n,
        lastPosition: 13n,
        repeated: false,
      },
    ]);
  });

  it('refuses those up to the one that fits what is there, which is judged again with those after it', () => {
    const conflict = { status: 'conflict', actual: 5 };
    expect(
      judged(
        { status: 'conflict', revision: 5 },
        asked('a-1', 3),
        asked('a-1', 4),
        asked('a-1', 5),
        asked('a-1', 6),
      ),
    ).toEqual([conflict, conflict, 'again', 'again']);
    expect(judged({ status: 'conflict', revision: 9 }, asked('a-1', 3), asked('a-1', 'exists'))).toEqual([
      { status: 'conflict', actual: 9 },
      'again',
    ]);
  });

  it('has each judged by itself when some of their ids were known', () => {
    const members = [asked('a-1', 3), asked('a-1', 4)];
    expect(judged({ status: 'duplicate_id' }, ...members)).toEqual(['again', 'again']);
    expect(gather(members).batch).toHaveLength(1);
    expect(gather(members).rest).toEqual([members[1]]);
  });
});
