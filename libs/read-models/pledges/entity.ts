import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Instrument } from '#financing';
import { amount } from '#projection-engine';

/** One pledge of one book: minor units. */
@Entity({ schema: 'read', name: 'pledges' })
export class PledgeRow {
  @PrimaryColumn({ name: 'co_production_id', type: 'uuid' })
  coProductionId!: string;

  @PrimaryColumn({ name: 'pledge_id', type: 'uuid' })
  pledgeId!: string;

  @Column({ type: 'bigint' })
  position!: string;

  @Column({ name: 'pledged_by', type: 'uuid' })
  pledgedBy!: string;

  @Column({ type: 'uuid' })
  through!: string;

  @Column({ type: 'text' })
  instrument!: Instrument;

  @Column(amount('amount'))
  amount!: number;

  @Column(amount('received'))
  received!: number;

  @Column(amount('settled'))
  settled!: number;

  @Column({ type: 'text' })
  status!: 'open' | 'withdrawn' | 'released';

  @Column({ type: 'text' })
  reference!: string;

  @Column({ name: 'pledged_on', type: 'date' })
  pledgedOn!: string;
}
