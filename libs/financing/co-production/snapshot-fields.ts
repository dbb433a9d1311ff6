import { shape, type Shape } from '#decision';
import type { CoProductionSnapshot } from './snapshot-layout.js';
import { initialCoProduction, statuses } from './state.js';
import { instruments, type Terms } from './terms.js';

const { entries, list, oneOf, optional, record, text, whole, yesOrNo } = shape;

type Fields<Of> = { readonly [Field in keyof Required<Of>]: Shape };

const instrument = oneOf(instruments);
const line = record({ productCode: text, quantity: text, unitPrice: text });

const terms: Fields<Terms> = {
  title: text,
  custodianId: text,
  currency: text,
  producers: list(record({ producerId: text, sharePermille: whole })),
  products: list(record({ code: text, name: text, unit: text, unitPrice: text, loose: yesOrNo })),
  target: record({ minimum: whole, goal: whole, cap: optional(whole) }),
  pledging: record({ opensOn: text, closesOn: text, minimumPledge: optional(whole) }),
  accepts: list(instrument),
  seasons: list(record({ name: text, opensOn: text, closesOn: text, sharePermille: whole })),
  tranches: list(record({ number: whole, label: text, dueOn: text })),
  auditors: list(text),
};

/** What each field of a snapshot may hold, beside its columns. */
export const snapshotFields: Fields<CoProductionSnapshot['fields']> = {
  status: oneOf(statuses),
  terms: record(terms),
  pricesVersion: whole,
  openPledges: whole,
  pledged: whole,
  delivered: whole,
  balances: record(
    Object.fromEntries(Object.keys(initialCoProduction.balances).map((kind) => [kind, whole])),
  ),
  prices: entries(text),
  groups: entries(record({ pledges: whole, advances: whole, due: whole, unsettled: whole })),
  producers: entries(record({ advances: whole, due: whole })),
  deliveries: entries(
    record({
      producerId: text,
      groupId: text,
      season: text,
      status: oneOf(['dispatched', 'accepted', 'rejected']),
      dispatchedOn: text,
      lines: list(line),
    }),
  ),
  forecasts: entries(entries(text)),
};
