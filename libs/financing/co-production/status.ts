import type { CoProductionCommand } from './commands.js';
import type { Status } from './state.js';

/** In which status a command is allowed. A closed or abandoned co-production allows nothing. */
export const statusesAllowing: {
  readonly [type in CoProductionCommand['type']]: readonly Status[];
} = {
  ProposeCoProduction: ['absent'],
  RevisePrices: ['proposed', 'open', 'confirmed'],
  OpenPledging: ['proposed'],
  MakePledge: ['open'],
  WithdrawPledge: ['open', 'confirmed'],
  ConfirmCoProduction: ['open'],
  AbandonCoProduction: ['proposed', 'open'],
  RecordReceipt: ['open', 'confirmed'],
  DisburseTranche: ['confirmed'],
  ReviseForecast: ['confirmed'],
  DispatchDelivery: ['confirmed'],
  AcceptDelivery: ['confirmed'],
  RejectDelivery: ['confirmed'],
  RecordGroupPayment: ['confirmed'],
  PayProducer: ['confirmed'],
  CloseCoProduction: ['confirmed'],
};
