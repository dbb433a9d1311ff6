import { input } from '#decision';
import { coProductionStream, examples, type CoProductionCommand } from '#financing';
import { type CommandRoutes, type ServedKind } from './served-kind.js';

const treasurer = 'For a treasurer of the custodian.';
const growers =
  'For a manager of a producer in the terms, or of the custodian if it is a producer or consortium.';

/** The way to every command to a co-production, in the order in which /docs shows them. */
const routes: CommandRoutes<CoProductionCommand> = {
  ProposeCoProduction: {
    path: '',
    tag: 'Co-productions',
    summary: 'Propose a co-production',
    description: `Puts the terms on the table. ${growers.slice(0, -1)}, and the operator.`,
  },
  RevisePrices: {
    path: ':id/price-revisions',
    tag: 'Co-productions',
    summary: 'Revise prices',
    description: `From now on deliveries are dispatched at these prices. ${growers}`,
  },
  OpenPledging: {
    path: ':id/opening',
    tag: 'Co-productions',
    summary: 'Open pledging',
    description: `From now on groups and persons can pledge. ${treasurer}`,
  },
  ConfirmCoProduction: {
    path: ':id/confirmation',
    tag: 'Co-productions',
    summary: 'Confirm the co-production',
    description: `It goes ahead with what is pledged. ${treasurer}`,
  },
  AbandonCoProduction: {
    path: ':id/abandonment',
    tag: 'Co-productions',
    summary: 'Abandon the co-production',
    description: `It does not go ahead, and all pledges are released; possible while no money has arrived. ${treasurer}`,
  },
  CloseCoProduction: {
    path: ':id/closing',
    tag: 'Co-productions',
    summary: 'Close the book',
    description: `Everything that was owed in money or goods has been given. Nothing is written to the book after that. ${treasurer}`,
  },
  MakePledge: {
    path: ':id/pledges',
    tag: 'Pledges',
    summary: 'Make a pledge',
    description:
      'Promises an amount. For a referent of the group, for the group itself or a member of it; a member for itself.',
  },
  WithdrawPledge: {
    path: ':id/pledges/:pledgeId/withdrawal',
    tag: 'Pledges',
    summary: 'Withdraw a pledge',
    description:
      'Takes a promise back for which no money has arrived. For a referent of the group, or who promised.',
  },
  RecordReceipt: {
    path: ':id/receipts',
    tag: 'Money',
    summary: 'Record a receipt',
    description: `Money for a pledge has arrived on the account. ${treasurer}`,
  },
  DisburseTranche: {
    path: ':id/disbursements',
    tag: 'Money',
    summary: 'Disburse a tranche',
    description: `Money that was collected has been paid to a producer. ${treasurer}`,
  },
  ReviseForecast: {
    path: ':id/forecasts',
    tag: 'Goods',
    summary: 'Revise a forecast',
    description: `Says what harvest is expected now. ${growers}`,
  },
  DispatchDelivery: {
    path: ':id/deliveries',
    tag: 'Goods',
    summary: 'Dispatch a delivery',
    description: 'Goods are on their way to a group. For a manager of the producer.',
  },
  AcceptDelivery: {
    path: ':id/deliveries/:deliveryId/acceptance',
    tag: 'Goods',
    summary: 'Accept a delivery',
    description:
      'Its value pays back the advances of the group, oldest pledge first; what is beyond becomes due. For a referent of the group.',
  },
  RejectDelivery: {
    path: ':id/deliveries/:deliveryId/rejection',
    tag: 'Goods',
    summary: 'Reject a delivery',
    description: 'Nothing of it was taken, and nothing is booked. For a referent of the group.',
  },
  RecordGroupPayment: {
    path: ':id/group-payments',
    tag: 'Money',
    summary: 'Record a payment of a group',
    description: `A group paid for goods beyond its advances. ${treasurer}`,
  },
  PayProducer: {
    path: ':id/producer-payments',
    tag: 'Money',
    summary: 'Record a payment to a producer',
    description: `A producer was paid for goods beyond its advance. ${treasurer}`,
  },
};

export const servedCoProductions: ServedKind = {
  kind: coProductionStream,
  collection: 'co-productions',
  label: 'coProductions',
  routes,
  params: {
    id: input.id('The co-production.', examples.coProductionId),
    pledgeId: input.id('The pledge.', examples.pledgeId),
    deliveryId: input.id('The delivery.', examples.deliveryId),
  },
};
