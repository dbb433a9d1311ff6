import { Column, Entity, PrimaryColumn } from 'typeorm';
import { amount } from '#projection-engine';

/** Where one party of one book stands: minor units. */
@Entity({ schema: 'read', name: 'statements' })
export class StatementRow {
  @PrimaryColumn({ name: 'co_production_id', type: 'uuid' })
  coProductionId!: string;

  @PrimaryColumn({ name: 'party_id', type: 'uuid' })
  partyId!: string;

  @Column(amount('pledged_advance'))
  pledgedAdvance!: number;

  @Column(amount('pledged_donation'))
  pledgedDonation!: number;

  @Column(amount('received'))
  received!: number;

  @Column(amount('settled'))
  settled!: number;

  @Column(amount('delivered'))
  delivered!: number;

  @Column(amount('advance_outstanding'))
  advanceOutstanding!: number;

  @Column(amount('due_from_group'))
  dueFromGroup!: number;

  @Column(amount('paid'))
  paid!: number;
}

/** One line of a statement: minor units. */
@Entity({ schema: 'read', name: 'statement_items' })
export class StatementItemRow {
  @PrimaryColumn({ name: 'co_production_id', type: 'uuid' })
  coProductionId!: string;

  @PrimaryColumn({ name: 'party_id', type: 'uuid' })
  partyId!: string;

  @PrimaryColumn({ type: 'bigint' })
  position!: string;

  @PrimaryColumn({ type: 'integer' })
  ordinal!: number;

  @Column({ name: 'event_id', type: 'uuid' })
  eventId!: string;

  @Column({ type: 'text' })
  type!: string;

  @Column({ type: 'date' })
  date!: string;

  @Column(amount('amount'))
  amount!: number;

  @Column({ name: 'pledge_id', type: 'uuid', nullable: true })
  pledgeId!: string | null;

  @Column({ name: 'delivery_id', type: 'uuid', nullable: true })
  deliveryId!: string | null;
}
