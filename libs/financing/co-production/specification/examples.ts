import { kinds, terms } from './offer.js';
import type { CoProductionCommand, CoProductionEvent, CommandTo, DataOf } from '../catalogue.js';

/** What happened in one small co-production. Every example has sound values; a test names what it needs to differ. */
type Example<Type extends CoProductionEvent['type']> = Extract<CoProductionEvent, { type: Type }>;
const happening =
  <Type extends CoProductionEvent['type']>(type: Type, usual: DataOf<Type>) =>
  (data: Partial<DataOf<Type>> = {}) =>
    ({ type, data: { ...usual, ...data } }) as unknown as Example<Type>;

export const proposed = happening('CoProductionProposed', terms);
export const pricesRevised = happening('PricesRevised', { version: 2, products: [] });
export const pledgingOpened = happening('PledgingOpened', {})();
export const pledgeMade = happening('PledgeMade', {
  pledgeId: 'P1',
  by: 'gas-bergamo',
  through: 'gas-bergamo',
  instrument: 'advance',
  amount: 15_000,
  reference: 'BRB19-P1',
  pledgedOn: '2019-03-02',
});
export const pledgeWithdrawn = happening('PledgeWithdrawn', {
  pledgeId: 'P1',
  amount: 15_000,
  withdrawnOn: '2019-04-01',
});
export const confirmed = happening('CoProductionConfirmed', { pledged: 15_000 })();
export const pledgesReleased = happening('PledgesReleased', { pledges: [] });
export const abandoned = happening('CoProductionAbandoned', { reasonCode: 'frost' })();
export const advanceReceived = happening('AdvanceReceived', {
  pledgeId: 'P1',
  groupId: 'gas-bergamo',
  amount: 15_000,
  receivedOn: '2019-05-06',
  bankReference: 'B-1',
});
export const donationReceived = happening('DonationReceived', {
  pledgeId: 'P2',
  groupId: 'gas-bergamo',
  amount: 5_000,
  receivedOn: '2019-05-06',
  bankReference: 'B-2',
});
export const trancheDisbursed = happening('TrancheDisbursed', {
  tranche: 1,
  producerId: 'ficodindia',
  amount: 10_000,
  fromDonations: 0,
  fromAdvances: 10_000,
  paidOn: '2019-07-15',
  bankReference: 'T-1',
});
export const forecastRevised = happening('ForecastRevised', {
  season: '2019/20',
  productCode: 'TAR10',
  quantity: '400',
  reasonCode: 'frost',
});
export const deliveryDispatched = happening('DeliveryDispatched', {
  deliveryId: 'D1',
  producerId: 'ficodindia',
  groupId: 'gas-bergamo',
  season: '2019/20',
  lines: [
    { productCode: 'TAR10', quantity: '4', unitPrice: '15.50' },
    { productCode: 'AVOKG', quantity: '10.973', unitPrice: '5.4750' },
  ],
  dispatchedOn: '2019-12-05',
});
/** 4 × 15.50 and 10.973 × 5.4750 = 60.077175, together 122.08. */
export const deliveryAccepted = happening('DeliveryAccepted', {
  deliveryId: 'D1',
  producerId: 'ficodindia',
  groupId: 'gas-bergamo',
  season: '2019/20',
  lines: [
    { productCode: 'TAR10', quantity: '4', unitPrice: '15.50', value: 6_200 },
    { productCode: 'AVOKG', quantity: '10.973', unitPrice: '5.4750', value: 6_008 },
  ],
  value: 12_208,
  settlements: [{ pledgeId: 'P1', amount: 12_208 }],
  advanceRepaid: 10_000,
  dueToProducer: 2_208,
  dueFromGroup: 0,
  acceptedOn: '2019-12-07',
});
export const deliveryRejected = happening('DeliveryRejected', {
  deliveryId: 'D1',
  producerId: 'ficodindia',
  groupId: 'gas-bergamo',
  reasonCode: 'spoiled',
});
export const groupPaymentReceived = happening('GroupPaymentReceived', {
  groupId: 'gas-bergamo',
  amount: 1_000,
  receivedOn: '2020-01-10',
  bankReference: 'G-1',
});
export const producerPaid = happening('ProducerPaid', {
  producerId: 'ficodindia',
  amount: 1_000,
  paidOn: '2020-01-20',
  bankReference: 'F-1',
});
export const closed = happening('CoProductionClosed', {})();

/** The first chapters, for stories that begin later. */
export const pledging = [proposed(), pledgingOpened] as const;
/** One advance of 150.00 by a group, promised and confirmed. */
export const financed = [...pledging, pledgeMade(), confirmed] as const;
/** An advance of 150.00 and a donation of 50.00, both arrived. */
export const collected = [
  ...pledging,
  pledgeMade(),
  pledgeMade({ pledgeId: 'P2', instrument: 'donation', amount: 5_000 }),
  confirmed,
  advanceReceived(),
  donationReceived(),
] as const;

/** What can be asked of the small co-production. Every example passes on its own day; a test names what differs. */
const asking =
  <Type extends CoProductionCommand['type']>(type: Type, usual: Omit<CommandTo<Type>, 'type'>) =>
  (fields: Partial<Omit<CommandTo<Type>, 'type'>> = {}) =>
    ({ type, ...usual, ...fields }) as unknown as CommandTo<Type>;

export const propose = asking('ProposeCoProduction', { terms, kinds });
export const revisePrices = asking('RevisePrices', { products: [{ code: 'TAR10', unitPrice: '16.00' }] });
export const openPledging = asking('OpenPledging', {})();
export const makePledge = asking('MakePledge', pledgeMade().data);
export const withdrawPledge = asking('WithdrawPledge', { pledgeId: 'P1', withdrawnOn: '2019-04-01' });
export const confirm = asking('ConfirmCoProduction', {})();
export const abandon = asking('AbandonCoProduction', { reasonCode: 'frost' })();
export const recordReceipt = asking('RecordReceipt', {
  pledgeId: 'P1',
  amount: 15_000,
  receivedOn: '2019-05-06',
  bankReference: 'B-1',
});
export const disburseTranche = asking('DisburseTranche', {
  tranche: 1,
  producerId: 'ficodindia',
  amount: 10_000,
  paidOn: '2019-07-15',
  bankReference: 'T-1',
});
export const reviseForecast = asking('ReviseForecast', forecastRevised().data);
export const dispatchDelivery = asking('DispatchDelivery', deliveryDispatched().data);
export const acceptDelivery = asking('AcceptDelivery', { deliveryId: 'D1', acceptedOn: '2019-12-07' });
export const rejectDelivery = asking('RejectDelivery', { deliveryId: 'D1', reasonCode: 'spoiled' });
export const recordGroupPayment = asking('RecordGroupPayment', groupPaymentReceived().data);
export const payProducer = asking('PayProducer', producerPaid().data);
export const close = asking('CloseCoProduction', {})();
