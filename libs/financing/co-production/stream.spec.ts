import {
  abandon,
  abandoned,
  acceptDelivery,
  close,
  closed,
  confirm,
  disburseTranche,
  dispatchDelivery,
  financed,
  given,
  makePledge,
  openPledging,
  payProducer,
  pledging,
  propose,
  proposed,
  recordGroupPayment,
  recordReceipt,
  rejectDelivery,
  reviseForecast,
  revisePrices,
  today,
  withdrawPledge,
} from './specification/index.js';
import type { CoProductionCommand, CoProductionEvent } from './catalogue.js';
import { initialCoProduction, type Status } from './state.js';
import { coProductionStream } from './stream.js';

const histories: { readonly [status in Status]: readonly CoProductionEvent[] } = {
  absent: [],
  proposed: [proposed()],
  open: pledging,
  confirmed: financed,
  closed: [...financed, closed],
  abandoned: [proposed(), abandoned],
};

const commands: readonly CoProductionCommand[] = [
  propose(),
  revisePrices(),
  openPledging,
  makePledge(),
  withdrawPledge(),
  confirm,
  abandon,
  recordReceipt(),
  disburseTranche(),
  reviseForecast(),
  dispatchDelivery(),
  acceptDelivery(),
  rejectDelivery(),
  recordGroupPayment(),
  payProducer(),
  close,
];

/** As the domain's description has it, written a second time: what the rules say is compared with this. */
const allowed: { readonly [status in Status]: readonly CoProductionCommand['type'][] } = {
  absent: ['ProposeCoProduction'],
  proposed: ['RevisePrices', 'OpenPledging', 'AbandonCoProduction'],
  open: [
    'RevisePrices',
    'MakePledge',
    'WithdrawPledge',
    'RecordReceipt',
    'ConfirmCoProduction',
    'AbandonCoProduction',
  ],
  confirmed: [
    'RevisePrices',
    'WithdrawPledge',
    'RecordReceipt',
    'DisburseTranche',
    'ReviseForecast',
    'DispatchDelivery',
    'AcceptDelivery',
    'RejectDelivery',
    'RecordGroupPayment',
    'PayProducer',
    'CloseCoProduction',
  ],
  closed: [],
  abandoned: [],
};

const everyPair = Object.keys(histories).flatMap((status) =>
  commands.map((command) => ({ status: status as Status, type: command.type, command })),
);

describe('the life of a co-production', () => {
  it.each(Object.entries(histories))('can be %s', (status, history) => {
    expect(history.reduce(coProductionStream.evolve, initialCoProduction).status).toBe(status);
  });

  it.each(everyPair.filter(({ status, type }) => allowed[status].includes(type)))(
    'when $status allows $type',
    ({ status, command }) => {
      const state = histories[status].reduce(coProductionStream.evolve, initialCoProduction);
      const decision = coProductionStream.decide(command, state, { today, id: 'C' });
      const code = 'rejection' in decision ? decision.rejection.code : 'accepted';
      expect(['wrong_status', 'co_production_unknown']).not.toContain(code);
    },
  );

  it.each(everyPair.filter(({ status, type }) => status !== 'absent' && !allowed[status].includes(type)))(
    'when $status refuses $type before anything else',
    ({ status, command }) => {
      given(...histories[status])
        .when(command)
        .thenRejected('wrong_status', { status });
    },
  );

  it.each(commands.filter(({ type }) => type !== 'ProposeCoProduction'))(
    'begins with a proposal: until then $type names an unknown co-production',
    (command) => {
      given().when(command).thenRejected('co_production_unknown', {});
    },
  );

  it('is spoken of before what the command says: a wrong status hides every other refusal', () => {
    given(...pledging)
      .when(disburseTranche({ tranche: 99, amount: -1 }))
      .thenRejected('wrong_status', { status: 'open' });
  });
});
