import { rejected, type Decision } from '../decision.js';
import type { CommandTo, CoProductionCommand, Context } from './commands.js';
import { acceptDelivery } from './deliveries/accept-delivery.js';
import { dispatchDelivery } from './deliveries/dispatch-delivery.js';
import { rejectDelivery } from './deliveries/reject-delivery.js';
import type { CoProductionEvent } from './events.js';
import { reviseForecast } from './forecasts/revise-forecast.js';
import { abandon } from './life-cycle/abandon.js';
import { close } from './life-cycle/close.js';
import { confirm } from './life-cycle/confirm.js';
import { openPledging } from './life-cycle/open-pledging.js';
import { payProducer } from './payments/pay-producer.js';
import { recordGroupPayment } from './payments/record-group-payment.js';
import { makePledge } from './pledging/make-pledge.js';
import { withdrawPledge } from './pledging/withdraw-pledge.js';
import { recordReceipt } from './receipts/record-receipt.js';
import type { CoProduction } from './state.js';
import { statusesAllowing } from './status.js';
import { propose } from './terms/propose.js';
import { revisePrices } from './terms/revise-prices.js';
import { disburseTranche } from './tranches/disburse-tranche.js';

type Rules = {
  readonly [Type in CoProductionCommand['type']]: Rule<CommandTo<Type>>;
};
type Rule<Command> = (command: Command, state: CoProduction, context: Context) => Decision<CoProductionEvent>;

/** The command column of the domain's table, a row a command. */
const rules: Rules = {
  ProposeCoProduction: propose,
  RevisePrices: revisePrices,
  OpenPledging: openPledging,
  MakePledge: makePledge,
  WithdrawPledge: withdrawPledge,
  ConfirmCoProduction: (_command, state) => confirm(state),
  AbandonCoProduction: abandon,
  RecordReceipt: recordReceipt,
  DisburseTranche: disburseTranche,
  ReviseForecast: reviseForecast,
  DispatchDelivery: dispatchDelivery,
  AcceptDelivery: acceptDelivery,
  RejectDelivery: rejectDelivery,
  RecordGroupPayment: recordGroupPayment,
  PayProducer: payProducer,
  CloseCoProduction: (_command, state) => close(state),
};

/**
 * What comes of a command: the events that happen, or the first rule that refuses it. The order of refusals is: the
 * co-production is unknown, its status does not allow the command, then the codes of the domain's table in their order.
 * Who may give a command is decided before (authorisation/). Takes O(log n) of the number of pledges, except abandoning
 * and an acceptance that settles many.
 */
export function decideCoProduction(
  command: CoProductionCommand,
  state: CoProduction,
  context: Context,
): Decision<CoProductionEvent> {
  const { status } = state;
  if (status === 'absent' && command.type !== 'ProposeCoProduction') return rejected('co_production_unknown');
  if (!statusesAllowing[command.type].includes(status)) return rejected('wrong_status', { status });
  const rule = rules[command.type] as Rule<CoProductionCommand>;
  return rule(command, state, context);
}
