import type { CoProduction, CoProductionCommand } from '#financing';

/** The next step towards an empty book, or nothing where there is none: as a treasurer would end a co-production. */
export function nextStep(state: CoProduction, step: number): CoProductionCommand | undefined {
  if (state.status !== 'confirmed') return undefined;
  const bankReference = `W-${step}`;
  return (
    accept(state) ??
    collect(state, bankReference) ??
    pay(state, bankReference) ??
    disburse(state, bankReference) ??
    deliver(state) ?? { type: 'CloseCoProduction' }
  );
}

function accept(state: CoProduction): CoProductionCommand | undefined {
  const deliveryId = [...state.deliveries].find(([, { status }]) => status === 'dispatched')?.[0];
  return deliveryId === undefined ? undefined : { type: 'AcceptDelivery', deliveryId, acceptedOn: day };
}

function collect(state: CoProduction, bankReference: string): CoProductionCommand | undefined {
  const owing = [...state.groups].find(([, { due }]) => due > 0);
  if (owing === undefined) return undefined;
  const [groupId, { due }] = owing;
  return { type: 'RecordGroupPayment', groupId, amount: due, receivedOn: day, bankReference };
}

function pay(state: CoProduction, bankReference: string): CoProductionCommand | undefined {
  const { bank, donations, grants } = state.balances;
  const available = bank - (donations - grants);
  const owed = [...state.producers].find(([, { due }]) => due > 0);
  if (owed === undefined || available <= 0) return undefined;
  const [producerId, { due }] = owed;
  const amount = Math.min(due, available);
  return { type: 'PayProducer', producerId, amount, paidOn: day, bankReference };
}

function disburse(state: CoProduction, bankReference: string): CoProductionCommand | undefined {
  const amount = state.balances.bank - state.balances.producers;
  const [producerId] = state.producers.keys();
  if (amount <= 0 || producerId === undefined) return undefined;
  return { type: 'DisburseTranche', tranche: 0, producerId, amount, paidOn: day, bankReference };
}

/** Goods worth what a producer was advanced and a group has outstanding, whichever is less. */
function deliver(state: CoProduction): CoProductionCommand | undefined {
  const producer = [...state.producers].find(([, { advances }]) => advances > 0);
  const group = [...state.groups].find(([, { advances, pledges }]) => advances > 0 && pledges > 0);
  if (producer === undefined || group === undefined) return undefined;
  const value = Math.min(producer[1].advances, group[1].advances);
  return {
    type: 'DispatchDelivery',
    deliveryId: `D${state.deliveries.size}`,
    producerId: producer[0],
    groupId: group[0],
    season: 'S0',
    lines: [{ productCode: 'CENT', quantity: String(value), unitPrice: '0.01' }],
    dispatchedOn: day,
  };
}

const day = '2021-06-01';
