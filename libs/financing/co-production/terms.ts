import { type Of, shape } from '#decision';

export const instruments = ['advance', 'donation'] as const;
export type Instrument = (typeof instruments)[number];

/**
 * What the parties agreed on before any money moved, as the first event holds it. `unitPrice` is
 * major units, at most 4 decimals; amounts are minor units. A product that is `loose` is sold by
 * weight: a quantity may have decimals. A season's share is the part of the advances that is to
 * come back in goods in it.
 */
export const termsShape = shape.record({
  title: shape.label,
  custodianId: shape.id,
  currency: shape.currency,
  producers: shape.list(shape.record({ producerId: shape.id, sharePermille: shape.whole })),
  products: shape.list(
    shape.record({
      code: shape.label,
      name: shape.label,
      unit: shape.label,
      unitPrice: shape.decimal,
      loose: shape.yesOrNo,
    }),
  ),
  target: shape.record({
    minimum: shape.amount,
    goal: shape.amount,
    cap: shape.optional(shape.amount),
  }),
  pledging: shape.record({
    opensOn: shape.day,
    closesOn: shape.day,
    minimumPledge: shape.optional(shape.amount),
  }),
  accepts: shape.list(shape.oneOf(instruments)),
  seasons: shape.list(
    shape.record({
      name: shape.label,
      opensOn: shape.day,
      closesOn: shape.day,
      sharePermille: shape.whole,
    }),
  ),
  tranches: shape.list(shape.record({ number: shape.whole, label: shape.label, dueOn: shape.day })),
  auditors: shape.list(shape.id),
});
export type Terms = Of<typeof termsShape>;
export type Product = Terms['products'][number];

export const PRODUCERS_MAX = 50;
export const PRODUCTS_MAX = 200;
export const SEASONS_MAX = 20;
export const TRANCHES_MAX = 50;
export const AUDITORS_MAX = 20;
