import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Posting } from '#accounting';
import type { JsonObject } from '#event-store';
import { amount } from '../reading/amount-column.js';

/** One event of one book. */
@Entity({ schema: 'read', name: 'trail' })
export class TrailRow {
  @PrimaryColumn({ name: 'co_production_id', type: 'uuid' })
  coProductionId!: string;

  @PrimaryColumn({ type: 'bigint' })
  position!: string;

  @Column(amount('revision'))
  revision!: number;

  @Column({ name: 'event_id', type: 'uuid' })
  eventId!: string;

  @Column({ type: 'text' })
  type!: string;

  @Column({ name: 'schema_version', type: 'integer' })
  schemaVersion!: number;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'text' })
  cause!: string;

  @Column({ name: 'command_id', type: 'text' })
  commandId!: string;

  @Column({ type: 'json' })
  data!: JsonObject;

  @Column({ type: 'json' })
  postings!: readonly Posting[];
}
