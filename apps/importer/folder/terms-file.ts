import { isCurrency, parseMajorUnits } from '#decision';
import type { Instrument } from '#financing';
import { FolderUnusable } from './unusable.js';
import { date, decimal, flag, list, object, oneOf, optional, text, wholeNumber } from './json.js';
import { UNIT_PRICE_DECIMALS_MAX } from './values.js';

const FILE = 'co-production.json';

export const instruments = ['advance', 'donation'] as const satisfies readonly Instrument[];

const amount = decimal(3);

const termsFile = object({
  ref: optional(text),
  title: text,
  custodian: text,
  auditors: list(text),
  currency: text,
  producers: list(object({ ref: text, share_permille: wholeNumber })),
  products: list(
    object({ code: text, name: text, unit: text, unit_price: decimal(UNIT_PRICE_DECIMALS_MAX), loose: flag }),
  ),
  target: object({ minimum: amount, goal: amount, cap: optional(amount) }),
  pledging: object({
    opens_on: date,
    closes_on: date,
    minimum_pledge: optional(amount),
    confirmed_on: optional(date),
  }),
  accepts: optional(list(oneOf(instruments))),
  seasons: list(object({ name: text, opens_on: date, closes_on: date, share_permille: wholeNumber })),
  tranches: list(object({ no: wholeNumber, label: text, due_on: date })),
});

/** The terms as co-production.json writes them: refs for parties, major units for money. */
export type TermsFile = ReturnType<typeof termsFile>;

/** Throws FolderUnusable, with everything that is wrong, where this cannot be terms: nothing could rest on them. */
export function readTermsFile(json: string): TermsFile {
  const wrong: string[] = [];
  const terms = termsFile(parseJson(json), '', wrong);
  if (!isCurrency(terms.currency)) wrong.push(`currency "${terms.currency}" is not an ISO 4217 code`);
  else wrong.push(...amountsThatDoNotFit(terms));
  if (wrong.length > 0) throw new FolderUnusable(FILE, 0, 'terms_invalid', wrong.join('; '));
  return terms;
}

/** The parties that the terms name, each with the place where. */
export function partiesOfTerms(terms: TermsFile): { readonly place: string; readonly ref: string }[] {
  return [
    { place: 'custodian', ref: terms.custodian },
    ...terms.producers.map(({ ref }, index) => ({ place: `producers[${index}].ref`, ref })),
    ...terms.auditors.map((ref, index) => ({ place: `auditors[${index}]`, ref })),
  ];
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new FolderUnusable(FILE, 0, 'json_malformed', (error as Error).message);
  }
}

function amountsThatDoNotFit(terms: TermsFile): string[] {
  const amounts = {
    'target.minimum': terms.target.minimum,
    'target.goal': terms.target.goal,
    'target.cap': terms.target.cap,
    'pledging.minimum_pledge': terms.pledging.minimum_pledge,
  };
  return Object.entries(amounts).flatMap(([place, value]) => {
    try {
      if (value !== undefined && value !== '') parseMajorUnits(value, terms.currency);
      return [];
    } catch (error) {
      return [`${place}: ${(error as Error).message}`];
    }
  });
}
