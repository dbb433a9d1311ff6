/** The books of a co-production by refs, in minor units: the shape of a folder's expected.json. */
export interface BooksDocument {
  readonly unit: string;
  readonly totals: {
    readonly pledged: number;
    readonly pledged_advance: number;
    readonly pledged_donation: number;
    /** By parties that are groups, without what others put in. */
    readonly pledged_by_groups: number;
    readonly received: number;
    readonly disbursed: number;
    readonly delivered: number;
    readonly settled: number;
    readonly advance_outstanding: number;
    readonly deliveries_accepted: number;
    readonly deliveries_rejected: number;
  };
  /** Debit-positive, zero balances and commitments left out, advances summed per group. */
  readonly trial_balance: { readonly [account: string]: number };
  readonly producers: { readonly [ref: string]: ProducerLine };
  /** Every party that pledged, not only groups. */
  readonly groups: { readonly [ref: string]: GroupLine };
}

export interface ProducerLine {
  readonly disbursed_gift: number;
  readonly disbursed_advance: number;
  readonly delivered: number;
  readonly settled: number;
  readonly advance_outstanding: number;
  readonly due_to_producer: number;
}

/** Only what there is any of, and always what is outstanding. */
export interface GroupLine {
  readonly delivered?: number;
  readonly settled?: number;
  readonly pledged_advance?: number;
  readonly pledged_donation?: number;
  readonly received?: number;
  readonly advance_outstanding: number;
}
