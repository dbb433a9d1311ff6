import { Column, Entity, PrimaryColumn } from 'typeorm';
import { amount } from '#projection-engine';

/** The balance of one account of one book: minor units, debit positive. */
@Entity({ schema: 'read', name: 'balances' })
export class BalanceRow {
  @PrimaryColumn({ name: 'co_production_id', type: 'uuid' })
  coProductionId!: string;

  @PrimaryColumn({ type: 'text' })
  account!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ name: 'party_id', type: 'uuid', nullable: true })
  partyId!: string | null;

  @Column({ name: 'pledge_id', type: 'uuid', nullable: true })
  pledgeId!: string | null;

  @Column({ name: 'pledged_by', type: 'uuid', nullable: true })
  pledgedBy!: string | null;

  @Column(amount('balance'))
  balance!: number;
}

/** The currency of one book. */
@Entity({ schema: 'read', name: 'balance_currencies' })
export class BalanceCurrencyRow {
  @PrimaryColumn({ name: 'co_production_id', type: 'uuid' })
  coProductionId!: string;

  @Column({ type: 'text' })
  currency!: string;
}
