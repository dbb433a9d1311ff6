import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson, type NewEvent } from '#event-store';

/** A pledge as the books record it, to a stream that nobody else writes. */
export interface Pledge {
  readonly stream: string;
  readonly event: NewEvent;
}

/** The same row as the columns of the table want it, made beforehand so that raw inserts do nothing but insert. */
export interface RawRow {
  readonly stream: string;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

export function makePledges(count: number): Pledge[] {
  return Array.from({ length: count }, (_, index) => {
    const [commandId, actor] = [randomUUID(), randomUUID()];
    return {
      stream: `coproduction-${randomUUID()}`,
      event: {
        id: randomUUID(),
        type: 'PledgeMade',
        schemaVersion: 1,
        data: {
          pledgeId: randomUUID(),
          by: actor,
          through: randomUUID(),
          instrument: index % 4 === 0 ? 'donation' : 'advance',
          amount: 5_000 + (index % 400) * 100,
          reference: `SEM-${index}`,
          pledgedOn: '2019-02-01',
        },
        metadata: {
          commandId,
          inputHash: createHash('sha256').update(commandId).digest('hex'),
          actor,
          cause: randomUUID(),
        },
      },
    };
  });
}

export function rawRow({ stream, event }: Pledge): RawRow {
  const { id, type, data, metadata } = event;
  return { stream, id, type, data: canonicalJson(data), metadata: canonicalJson(metadata) };
}
