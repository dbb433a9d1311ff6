import { type Of, shape } from '#decision';
import { changedPledge } from './pledges.js';
import type { Pledge } from './state.js';

/** Pledged money that arrived. `groupId` is the party that the pledge runs through. */
export const receiptShape = shape.record({
  pledgeId: shape.id,
  groupId: shape.id,
  amount: shape.amount,
  receivedOn: shape.day,
  bankReference: shape.code,
});
export type Receipt = Of<typeof receiptShape>;

/** What a treasurer wrote down for a receipt to be booked: the book knows through whom the pledge runs. */
export const receiptAsked = ({ pledgeId, amount, receivedOn, bankReference }: Receipt) => ({
  pledgeId,
  amount,
  receivedOn,
  bankReference,
});

/** The pledge after this much of it arrived. */
export const withReceipt = (pledge: Pledge, amount: number): Pledge =>
  changedPledge(pledge, { received: pledge.received + amount });
