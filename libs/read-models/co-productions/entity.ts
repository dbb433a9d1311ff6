import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Terms } from '#financing';
import { amount } from '#projection-engine';

/** One co-production: terms, status and totals, in minor units. */
@Entity({ schema: 'read', name: 'co_productions' })
export class CoProductionRow {
  @PrimaryColumn({ name: 'co_production_id', type: 'uuid' })
  coProductionId!: string;

  @Column({ type: 'bigint' })
  position!: string;

  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ name: 'custodian_id', type: 'uuid' })
  custodianId!: string;

  @Column({ type: 'text' })
  currency!: string;

  @Column({ type: 'jsonb' })
  terms!: Terms;

  @Column({ type: 'jsonb' })
  prices!: Record<string, string>;

  @Column(amount('pledged_advance'))
  pledgedAdvance!: number;

  @Column(amount('pledged_donation'))
  pledgedDonation!: number;

  @Column(amount('received'))
  received!: number;

  @Column(amount('disbursed'))
  disbursed!: number;

  @Column(amount('delivered'))
  delivered!: number;

  @Column(amount('settled'))
  settled!: number;

  @Column(amount('advance_outstanding'))
  advanceOutstanding!: number;

  @Column({ name: 'deliveries_accepted', type: 'integer' })
  deliveriesAccepted!: number;

  @Column({ name: 'deliveries_rejected', type: 'integer' })
  deliveriesRejected!: number;
}

/** The quantity of a product that is expected in a season. */
@Entity({ schema: 'read', name: 'co_production_forecasts' })
export class ForecastRow {
  @PrimaryColumn({ name: 'co_production_id', type: 'uuid' })
  coProductionId!: string;

  @PrimaryColumn({ type: 'text' })
  season!: string;

  @PrimaryColumn({ name: 'product_code', type: 'text' })
  productCode!: string;

  @Column({ type: 'text' })
  quantity!: string;
}
