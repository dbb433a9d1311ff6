import type { CoProductionEvent } from '#financing';

/** Everything that has happened, looked through from the beginning whenever something is asked: slow and plain. */
export class Past {
  readonly events: CoProductionEvent[] = [];

  record(event: CoProductionEvent): void {
    this.events.push(event);
  }

  /** Every bank line that was booked, in order. */
  get bankReferences(): string[] {
    return this.events.flatMap(({ data }) => ('bankReference' in data ? [data.bankReference] : []));
  }

  knowsPledge(pledgeId: string): boolean {
    return this.events.some((event) => event.type === 'PledgeMade' && event.data.pledgeId === pledgeId);
  }

  /** The advances through a group in the order in which they were promised, with what of each is received and not settled. */
  advancesOf(groupId: string): { pledgeId: string; outstanding: number }[] {
    return this.events.flatMap((event) => {
      if (event.type !== 'PledgeMade') return [];
      const { pledgeId, through, instrument } = event.data;
      if (through !== groupId || instrument !== 'advance') return [];
      return [{ pledgeId, outstanding: this.received(pledgeId) - this.settled(pledgeId) }];
    });
  }

  received(pledgeId: string): number {
    return this.events.reduce((sum, event) => {
      const isReceipt = event.type === 'AdvanceReceived' || event.type === 'DonationReceived';
      return isReceipt && event.data.pledgeId === pledgeId ? sum + event.data.amount : sum;
    }, 0);
  }

  settled(pledgeId: string): number {
    return this.events
      .flatMap((event) => (event.type === 'DeliveryAccepted' ? event.data.settlements : []))
      .reduce((sum, settlement) => (settlement.pledgeId === pledgeId ? sum + settlement.amount : sum), 0);
  }
}
