import { AMOUNT_MAX, canonicalSizeBytes, EVENT_DATA_BYTES_MAX, isCurrency } from '#decision';
import { canGrow, type PartyKind } from '../party/roles.js';
import { AUDITORS_MAX, PRODUCERS_MAX, PRODUCTS_MAX, SEASONS_MAX, type Terms, TRANCHES_MAX } from './terms.js';

type Kinds = { readonly [partyId: string]: PartyKind };
type Rule = readonly [field: keyof Terms | 'size', holds: (terms: Terms, kinds: Kinds) => boolean];

/** What terms must keep, in the order in which it is checked. */
const rules: readonly Rule[] = [
  ['size', (terms) => canonicalSizeBytes(terms) <= EVENT_DATA_BYTES_MAX],
  ['title', ({ title }) => title.trim() !== ''],
  ['custodianId', ({ custodianId }, kinds) => canHoldMoney(kindOf(custodianId, kinds))],
  ['currency', ({ currency }) => isCurrency(currency)],
  ['producers', producersFit],
  ['products', productsFit],
  ['target', targetFits],
  ['pledging', pledgingFits],
  ['accepts', ({ accepts }) => accepts.length > 0 && areUnique(accepts)],
  ['seasons', seasonsFit],
  ['tranches', tranchesFit],
  ['auditors', auditorsFit],
];

/** The first field of the terms that breaks a rule; `size` where they are too much for one event. */
export const invalidField = (terms: Terms, kinds: Kinds): string | undefined =>
  rules.find(([, holds]) => !holds(terms, kinds))?.[0];

/** Undefined where the party is not registered. */
const kindOf = (partyId: string, kinds: Kinds): PartyKind | undefined =>
  Object.hasOwn(kinds, partyId) ? kinds[partyId] : undefined;

const canHoldMoney = (kind: PartyKind | undefined): boolean =>
  kind !== undefined && kind !== 'person' && kind !== 'network';

function producersFit({ producers }: Terms, kinds: Kinds): boolean {
  return (
    producers.length <= PRODUCERS_MAX &&
    areUnique(producers.map(({ producerId }) => producerId)) &&
    producers.every(({ producerId }) => canGrow(kindOf(producerId, kinds))) &&
    areShares(producers)
  );
}

function productsFit({ products }: Terms): boolean {
  return (
    products.length <= PRODUCTS_MAX &&
    areUnique(products.map(({ code }) => code)) &&
    products.every(({ unitPrice }) => /^\d{1,15}(\.\d{1,4})?$/.test(unitPrice))
  );
}

function targetFits({ target }: Terms): boolean {
  const { minimum, goal, cap = AMOUNT_MAX } = target;
  return minimum >= 0 && goal > 0 && minimum <= goal && goal <= cap && cap <= AMOUNT_MAX;
}

function pledgingFits({ pledging, target }: Terms): boolean {
  const { opensOn, closesOn, minimumPledge = 1 } = pledging;
  return opensOn <= closesOn && minimumPledge > 0 && minimumPledge <= (target.cap ?? AMOUNT_MAX);
}

function seasonsFit({ seasons }: Terms): boolean {
  return (
    seasons.length <= SEASONS_MAX &&
    areUnique(seasons.map(({ name }) => name)) &&
    seasons.every(({ opensOn, closesOn }) => opensOn <= closesOn) &&
    areShares(seasons)
  );
}

function tranchesFit({ tranches, pledging }: Terms): boolean {
  return (
    tranches.length <= TRANCHES_MAX &&
    areUnique(tranches.map(({ number }) => number)) &&
    tranches.every(({ dueOn }) => dueOn >= pledging.opensOn)
  );
}

function auditorsFit({ auditors }: Terms, kinds: Kinds): boolean {
  return (
    auditors.length <= AUDITORS_MAX &&
    areUnique(auditors) &&
    auditors.every((partyId) => kindOf(partyId, kinds) === 'finance_partner')
  );
}

const areUnique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

/** Nobody has less than nothing, and together they have all: there is at least one. */
const areShares = (parts: readonly { readonly sharePermille: number }[]): boolean =>
  parts.every(({ sharePermille }) => sharePermille >= 0) &&
  parts.reduce((sum, { sharePermille }) => sum + sharePermille, 0) === 1000;
