import { Column, Entity, PrimaryColumn } from 'typeorm';
import { amount } from '#projection-engine';

/** One producer of one book: minor units. */
@Entity({ schema: 'read', name: 'producers' })
export class ProducerRow {
  @PrimaryColumn({ name: 'co_production_id', type: 'uuid' })
  coProductionId!: string;

  @PrimaryColumn({ name: 'producer_id', type: 'uuid' })
  producerId!: string;

  @Column({ type: 'integer' })
  ordinal!: number;

  @Column({ name: 'share_permille', type: 'integer' })
  sharePermille!: number;

  @Column(amount('disbursed_from_donations'))
  disbursedFromDonations!: number;

  @Column(amount('disbursed_from_advances'))
  disbursedFromAdvances!: number;

  @Column(amount('delivered'))
  delivered!: number;

  @Column(amount('settled'))
  settled!: number;

  @Column(amount('repaid_in_goods'))
  repaidInGoods!: number;

  @Column(amount('due'))
  due!: number;
}

/** What one producer delivered in one season: minor units. */
@Entity({ schema: 'read', name: 'producer_seasons' })
export class ProducerSeasonRow {
  @PrimaryColumn({ name: 'co_production_id', type: 'uuid' })
  coProductionId!: string;

  @PrimaryColumn({ name: 'producer_id', type: 'uuid' })
  producerId!: string;

  @PrimaryColumn({ type: 'text' })
  season!: string;

  @Column({ type: 'integer' })
  ordinal!: number;

  @Column({ name: 'share_permille', type: 'integer' })
  sharePermille!: number;

  @Column(amount('delivered'))
  delivered!: number;
}

/** What the producers of one book share in: minor units. */
@Entity({ schema: 'read', name: 'producer_totals' })
export class ProducerTotalRow {
  @PrimaryColumn({ name: 'co_production_id', type: 'uuid' })
  coProductionId!: string;

  @Column(amount('pledged'))
  pledged!: number;

  @Column(amount('received'))
  received!: number;
}

/** What one group advanced and has not yet got back in goods: minor units. */
@Entity({ schema: 'read', name: 'producer_creditors' })
export class ProducerCreditorRow {
  @PrimaryColumn({ name: 'co_production_id', type: 'uuid' })
  coProductionId!: string;

  @PrimaryColumn({ name: 'group_id', type: 'uuid' })
  groupId!: string;

  @Column(amount('outstanding'))
  outstanding!: number;
}
