import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AcceptedLine, DispatchedLine } from '#financing';
import { amount } from '#projection-engine';

/** One delivery of one book: minor units; null is what is not so far. */
@Entity({ schema: 'read', name: 'deliveries' })
export class DeliveryRow {
  @PrimaryColumn({ name: 'co_production_id', type: 'uuid' })
  coProductionId!: string;

  @PrimaryColumn({ name: 'delivery_id', type: 'uuid' })
  deliveryId!: string;

  @Column({ type: 'bigint' })
  position!: string;

  @Column({ name: 'producer_id', type: 'uuid' })
  producerId!: string;

  @Column({ name: 'group_id', type: 'uuid' })
  groupId!: string;

  @Column({ type: 'text' })
  season!: string;

  @Column({ type: 'text' })
  status!: 'dispatched' | 'accepted' | 'rejected';

  @Column({ name: 'dispatched_on', type: 'date' })
  dispatchedOn!: string;

  @Column({ type: 'json' })
  lines!: readonly DispatchedLine[];

  @Column({ name: 'accepted_on', type: 'date', nullable: true })
  acceptedOn!: string | null;

  @Column({ name: 'accepted_lines', type: 'json', nullable: true })
  acceptedLines!: readonly AcceptedLine[] | null;

  @Column(amount('value', { nullable: true }))
  value!: number | null;

  @Column(amount('settled', { nullable: true }))
  settled!: number | null;

  @Column(amount('advance_repaid', { nullable: true }))
  advanceRepaid!: number | null;

  @Column(amount('due_to_producer', { nullable: true }))
  dueToProducer!: number | null;

  @Column(amount('due_from_group', { nullable: true }))
  dueFromGroup!: number | null;

  @Column({ name: 'reason_code', type: 'text', nullable: true })
  reasonCode!: string | null;
}
