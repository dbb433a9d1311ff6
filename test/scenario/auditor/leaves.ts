import { canonicalBytes, type JsonObject } from '#event-store';
import {
  type CoProductionEvent,
  coProductionStream,
  type PartyEvent,
  type PartyKind,
  partyStream,
  kinds,
  kindOfStream,
} from '#financing';
import { idOf } from '../projections/book.js';

/** Writes leaves as the store would: each stream counted, each event at the next position. */
export class LeafWriter {
  /** `positionOf` tells where the store keeps the event at a place from 1; there, unless told. */
  constructor(private readonly positionOf: (place: bigint) => bigint = (place) => place) {}

  readonly leaves: Uint8Array[] = [];
  private readonly revisions = new Map<string, number>();

  party(id: string, kind: PartyKind): void {
    this.write(partyStream.of(id), { type: 'PartyRegistered', data: { kind } });
  }

  book(id: string, events: readonly CoProductionEvent[]): void {
    for (const event of events) this.write(coProductionStream.of(id), event);
  }

  /** The parties that the terms name, each of a kind that fits. */
  partiesOf(events: readonly CoProductionEvent[]): void {
    const [proposed] = events;
    if (proposed?.type !== 'CoProductionProposed') throw new Error('a story begins with its terms');
    const { custodianId, producers, auditors } = proposed.data;
    this.party(custodianId, 'group');
    for (const { producerId } of producers) {
      if (producerId !== custodianId) this.party(producerId, 'producer');
    }
    for (const auditorId of auditors) this.party(auditorId, 'finance_partner');
  }

  private write(stream: string, { type, data }: CoProductionEvent | PartyEvent): void {
    const revision = this.revisions.get(stream) ?? 0;
    this.revisions.set(stream, revision + 1);
    const position = BigInt(this.leaves.length + 1);
    this.leaves.push(
      canonicalBytes({
        id: idOf(`event ${position}`),
        stream,
        revision,
        position: this.positionOf(position),
        type,
        schemaVersion: kindOfStream(kinds, stream)!.schemaVersion(type),
        data: data as unknown as JsonObject,
        metadata: {
          commandId: idOf(`command ${position}`),
          inputHash: '0'.repeat(64),
          actor: idOf('actor'),
          cause: idOf('cause'),
        },
        recordedAt: '2023-01-01T12:00:00.000Z',
      }),
    );
  }
}

/** The log of one story, in which the parties of its terms, or of other terms, are registered first. */
export function leavesOf(
  id: string,
  events: readonly CoProductionEvent[],
  terms: readonly CoProductionEvent[] = events,
  positionOf?: (place: bigint) => bigint,
): Uint8Array[] {
  const writer = new LeafWriter(positionOf);
  writer.partiesOf(terms);
  writer.book(id, events);
  return writer.leaves;
}
