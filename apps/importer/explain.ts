import { meaningOf } from './meanings.js';
import { majorUnits } from './money.js';
import type { Thing } from './plan/step.js';
import type { ServerProblem } from './server/server.js';

/** A refusal of the server, as it is told to the person who keeps the files: refs for ids, major units for money. */
export function explain(
  { code, detail, details, errors }: ServerProblem,
  currency: string,
  ids: ReadonlyMap<Thing, string>,
): { readonly code: string; readonly words: string } {
  const refs = new Map([...ids].map(([thing, id]) => [id, thing.slice(thing.indexOf(' ') + 1)]));
  const tell = (name: string, value: unknown): string => {
    if (typeof value === 'number' && isMoney(name)) return `${majorUnits(value, currency)} ${currency}`;
    return [value]
      .flat()
      .map((each) => refs.get(String(each)) ?? String(each))
      .join(', ');
  };
  const facts = [
    ...Object.entries(details).map(([name, value]) => `${inWords(name)} ${tell(name, value)}`),
    ...errors.map(({ field, message }) => `${field}: ${message}`),
  ];
  const words = meaningOf(code) ?? detail ?? `${inWords(code)}.`;
  return { code, words: facts.length === 0 ? words : `${words} (${facts.join('; ')})` };
}

/** The numbers among the rules' details that are amounts. */
const moneyNames = new Set([
  ...['amount', 'available', 'bank', 'due', 'fromAdvances', 'fromDonations', 'limit', 'minimum'],
  ...['open', 'pledged', 'received', 'room', 'together'],
]);
const isMoney = (name: string): boolean => moneyNames.has(name);

/** `minimumPledge` and `minimum_pledge` as `minimum pledge`, `producerId` as `producer`. */
const inWords = (name: string): string =>
  name
    .replace(/Id$/, '')
    .replace(/_/g, ' ')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
