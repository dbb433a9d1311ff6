import { changedGroup } from './changed.js';
import type { Balances, CoProduction, GroupPosition, Pledge, ProducerPosition } from './state.js';

const noGroupPosition: GroupPosition = { pledges: 0, advances: 0, due: 0, unsettled: undefined };
const noProducerPosition: ProducerPosition = { advances: 0, due: 0 };

/** What the book knows of a group; of one that it does not know, nothing. */
export const groupPosition = (state: CoProduction, groupId: string): GroupPosition =>
  state.groups.get(groupId) ?? noGroupPosition;

/** What the book knows of a producer; of one that it does not know, nothing. */
export const producerPosition = (state: CoProduction, producerId: string): ProducerPosition =>
  state.producers.get(producerId) ?? noProducerPosition;

/** What of a pledge was promised and did not arrive yet. */
export const openAmount = (pledge: Pledge): number => pledge.amount - pledge.received;

/** What of an advance was received and did not come back in goods yet. */
export const unsettledAmount = (pledge: Pledge): number =>
  pledge.instrument === 'advance' ? pledge.received - pledge.settled : 0;

/** The pledge that an event of this book names. That it is there was decided before the event was written. */
export function pledgeOf(state: Pick<CoProduction, 'pledges'>, pledgeId: string): Pledge {
  const pledge = state.pledges.get(pledgeId);
  if (pledge === undefined)
    throw new Error(`an event names pledge ${pledgeId}, which the book does not know`);
  return pledge;
}

/** The pledge at this place in the order in which they were made. */
export function pledgeAt(state: CoProduction, ordinal: number): Pledge {
  const pledgeId = state.pledgeIds.get(ordinal);
  if (pledgeId === undefined) throw new Error(`no pledge has the ordinal ${ordinal}`);
  return pledgeOf(state, pledgeId);
}

export const changePledge = (state: CoProduction, pledge: Pledge): CoProduction['pledges'] =>
  state.pledges.set(pledge.id, pledge);

export const changeGroup = (
  state: CoProduction,
  groupId: string,
  change: (position: GroupPosition) => Partial<GroupPosition>,
): CoProduction['groups'] => {
  const position = groupPosition(state, groupId);
  return state.groups.set(groupId, changedGroup(position, change(position)));
};

export const changeProducer = (
  state: CoProduction,
  producerId: string,
  change: (position: ProducerPosition) => ProducerPosition,
): CoProduction['producers'] => state.producers.set(producerId, change(producerPosition(state, producerId)));

/** The balances with these amounts, positive or negative, added to them. */
export function addToBalances(balances: Balances, amounts: Partial<Balances>): Balances {
  return {
    bank: balances.bank + (amounts.bank ?? 0),
    groups: balances.groups + (amounts.groups ?? 0),
    producerAdvances: balances.producerAdvances + (amounts.producerAdvances ?? 0),
    advances: balances.advances + (amounts.advances ?? 0),
    producers: balances.producers + (amounts.producers ?? 0),
    donations: balances.donations + (amounts.donations ?? 0),
    grants: balances.grants + (amounts.grants ?? 0),
    commitments: balances.commitments + (amounts.commitments ?? 0),
  };
}
