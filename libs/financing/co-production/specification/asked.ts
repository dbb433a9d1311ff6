import {
  deliveryDispatched,
  forecastRevised,
  groupPaymentReceived,
  pledgeMade,
  producerPaid,
} from './happened.js';
import { kinds, terms } from './offer.js';
import type { CoProductionCommand, CommandTo } from '../catalogue.js';

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
