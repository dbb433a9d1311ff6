import { canGrow } from '#financing';
import { isRejected, type Delivery } from '../folder/deliveries.js';
import type { Folder } from '../folder/read-folder.js';
import type { PledgeRow, ReceiptRow, TrancheRow } from '../folder/rows.js';
import { isZero } from '../folder/values.js';
import type { Origin } from '../refusal.js';
import type { Giver, Request, Step, StepName, Thing } from './step.js';
import { termsOf } from './terms.js';

/** A step with the day it happened and, where it must come after another on whatever day, that thing. */
export interface DatedStep {
  readonly day: string;
  readonly after?: Thing;
  readonly step: Step;
}

/** The file tells no reason for a rejection; the code says only where it was found. */
const REJECTION_REASON = 'refused_on_arrival';

type IdOf = (thing: Thing) => string;
type Body = Request['body'];

const book = (idOf: IdOf, rest: string) => `/co-productions/${idOf('co-production')}/${rest}`;
const termsOrigin = (ref: string): Origin => ({ file: 'co-production.json', line: 1, ref });
const treasurer = ({ terms }: Folder): Giver => ({ party: terms.custodian, role: 'treasurer' });
const referent = (party: string): Giver => ({ party, role: 'referent' });

/** A step that is alone of its name in its row. */
function step(
  origin: Origin,
  name: StepName,
  giver: Giver,
  request: (idOf: IdOf) => Request,
  makes?: Thing,
): Step {
  return { origin, name, key: name, giver, request, ...(makes && { makes }) };
}

/** A manager has a say only at a producer or consortium; where the custodian is neither, a producer proposes. */
function proposer({ parties, terms }: Folder): Giver {
  const custodian = parties.find(({ origin }) => origin.ref === terms.custodian);
  const party = canGrow(custodian?.kind) ? terms.custodian : (terms.producers[0]?.ref ?? terms.custodian);
  return { party, role: 'manager' };
}

export function proposal(folder: Folder): Step {
  const { terms } = folder;
  const request = (idOf: IdOf) => ({
    path: '/co-productions',
    body: termsOf(terms, idOf) as unknown as Body,
  });
  return step(termsOrigin(''), 'propose', proposer(folder), request, 'co-production');
}

/** Everything that happened to the co-production after it was proposed, in no order yet. */
export function bookSteps(folder: Folder): DatedStep[] {
  const { opens_on, confirmed_on } = folder.terms.pledging;
  const turn = (name: 'open' | 'confirm', sub: string): Step =>
    step(termsOrigin(name), name, treasurer(folder), (idOf) => ({ path: book(idOf, sub), body: {} }));
  return [
    { day: opens_on, step: turn('open', 'opening') },
    ...(confirmed_on === undefined ? [] : [{ day: confirmed_on, step: turn('confirm', 'confirmation') }]),
    ...folder.pledges.flatMap(pledgeSteps),
    ...folder.receipts.map((row) => receiptStep(row, treasurer(folder))),
    ...folder.tranches.map((row) => trancheStep(row, treasurer(folder))),
    ...folder.deliveries.flatMap(deliverySteps),
  ];
}

function pledgeSteps({ origin, group, instrument, amount, pledgedOn, withdrawnOn }: PledgeRow): DatedStep[] {
  const pledge: Thing = `pledge ${origin.ref}`;
  const body = (idOf: IdOf) => ({
    through: idOf(`party ${group}`),
    ...{ instrument, amount, reference: origin.ref, pledgedOn },
  });
  const made = step(
    origin,
    'pledge',
    referent(group),
    (idOf) => ({ path: book(idOf, 'pledges'), body: body(idOf) }),
    pledge,
  );
  if (withdrawnOn === undefined) return [{ day: pledgedOn, step: made }];
  const withdrawn = step(origin, 'withdraw', referent(group), (idOf) => ({
    path: book(idOf, `pledges/${idOf(pledge)}/withdrawal`),
    body: { withdrawnOn },
  }));
  return [
    { day: pledgedOn, step: made },
    { day: withdrawnOn, after: pledge, step: withdrawn },
  ];
}

function receiptStep(row: ReceiptRow, giver: Giver): DatedStep {
  const { origin, amount, receivedOn, bankReference } = row;
  const pledge: Thing = `pledge ${row.pledge}`;
  const request = (idOf: IdOf) => ({
    path: book(idOf, 'receipts'),
    body: { pledgeId: idOf(pledge), amount, receivedOn, bankReference },
  });
  return { day: receivedOn, after: pledge, step: step(origin, 'receive', giver, request) };
}

function trancheStep(row: TrancheRow, giver: Giver): DatedStep {
  const { origin, tranche, producer, amount, paidOn, bankReference } = row;
  const request = (idOf: IdOf) => ({
    path: book(idOf, 'disbursements'),
    body: { tranche, producerId: idOf(`party ${producer}`), amount, paidOn, bankReference },
  });
  return { day: paidOn, step: step(origin, 'disburse', giver, request) };
}

function deliverySteps(delivery: Delivery): DatedStep[] {
  const { origin, season, producer, group, dispatchedOn, acceptedOn } = delivery;
  const thing: Thing = `delivery ${origin.ref}`;
  const lines = delivery.lines.map(({ product, quantity, unitPrice }) => ({
    productCode: product,
    ...{ quantity, unitPrice },
  }));
  const dispatch = (idOf: IdOf) => ({
    path: book(idOf, 'deliveries'),
    body: {
      producerId: idOf(`party ${producer}`),
      groupId: idOf(`party ${group}`),
      season,
      lines,
      dispatchedOn,
    },
  });
  const sent = step(origin, 'dispatch', { party: producer, role: 'manager' }, dispatch, thing);
  if (acceptedOn === undefined) return [{ day: dispatchedOn, step: sent }];
  return [
    { day: dispatchedOn, step: sent },
    { day: acceptedOn, after: thing, step: arrival(delivery, thing, acceptedOn) },
  ];
}

/** What was not taken is left out of an acceptance; a delivery of which nothing was taken is rejected. */
function arrival(delivery: Delivery, thing: Thing, acceptedOn: string): Step {
  const { origin, group } = delivery;
  if (isRejected(delivery)) {
    return step(origin, 'reject', referent(group), (idOf) => ({
      path: book(idOf, `deliveries/${idOf(thing)}/rejection`),
      body: { reasonCode: REJECTION_REASON },
    }));
  }
  const lines = delivery.lines
    .filter(({ accepted }) => accepted !== undefined && !isZero(accepted))
    .map(({ product, accepted }) => ({ productCode: product, quantity: accepted }));
  return step(origin, 'accept', referent(group), (idOf) => ({
    path: book(idOf, `deliveries/${idOf(thing)}/acceptance`),
    body: { lines, acceptedOn },
  }));
}
