import { parseMajorUnits } from '#decision';
import type { Terms } from '#financing';
import { instruments, type TermsFile } from '../folder/terms-file.js';
import type { Thing } from './step.js';

/** The terms as the server takes them: ids for parties, minor units for money. Both instruments unless told. */
export function termsOf(file: TermsFile, idOf: (thing: Thing) => string): Terms {
  const amount = (majorUnits: string) => parseMajorUnits(majorUnits, file.currency);
  const party = (ref: string) => idOf(`party ${ref}`);
  const { target, pledging } = file;
  return {
    title: file.title,
    custodianId: party(file.custodian),
    currency: file.currency,
    producers: file.producers.map(({ ref, share_permille }) => ({
      producerId: party(ref),
      sharePermille: share_permille,
    })),
    products: file.products.map(({ code, name, unit, unit_price, loose }) => ({
      ...{ code, name, unit, loose },
      unitPrice: unit_price,
    })),
    target: {
      minimum: amount(target.minimum),
      goal: amount(target.goal),
      ...(target.cap !== undefined && { cap: amount(target.cap) }),
    },
    pledging: {
      opensOn: pledging.opens_on,
      closesOn: pledging.closes_on,
      ...(pledging.minimum_pledge !== undefined && { minimumPledge: amount(pledging.minimum_pledge) }),
    },
    accepts: file.accepts ?? instruments,
    seasons: file.seasons.map(({ name, opens_on, closes_on, share_permille }) => ({
      name,
      opensOn: opens_on,
      closesOn: closes_on,
      sharePermille: share_permille,
    })),
    tranches: file.tranches.map(({ no, label, due_on }) => ({ number: no, label, dueOn: due_on })),
    auditors: file.auditors.map(party),
  };
}
