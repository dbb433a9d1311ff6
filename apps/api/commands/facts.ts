import { type CoProductionCommand, type PartyCommand, type PartyKind } from '#financing';
import { type PartyIndex } from '../authorisation/party-index.js';

type Without<Command, Fact extends PropertyKey> = Command extends unknown ? Omit<Command, Fact> : never;

/** A command as the client gives it, before the facts about other parties are added that the rules need. */
export type AskedOfCoProduction = Without<CoProductionCommand, 'kinds' | 'byIsMember'>;
export type AskedOfParty = Without<PartyCommand, 'network' | 'above' | 'registeredAs'>;

export function withFactsOfParties(asked: AskedOfCoProduction, parties: PartyIndex): CoProductionCommand {
  if (asked.type === 'MakePledge') {
    const { by, through } = asked;
    const byIsMember = parties.kindOf(by) === 'person' && parties.holds(by, through, 'member');
    return { ...asked, byIsMember };
  }
  if (asked.type !== 'ProposeCoProduction') return asked;
  const { custodianId, producers, auditors } = asked.terms;
  const named = [custodianId, ...producers.map(({ producerId }) => producerId), ...auditors];
  const kinds = named.flatMap((partyId) => kindEntry(partyId, parties.kindOf(partyId)));
  return { ...asked, kinds: Object.fromEntries(kinds) };
}

export function withFactsOfOthers(asked: AskedOfParty, parties: PartyIndex): PartyCommand {
  if (asked.type === 'RegisterParty') {
    return { ...asked, ...(asked.networkId === undefined ? {} : networkFact(asked.networkId, parties)) };
  }
  if (asked.type === 'GrantRole') {
    const registeredAs = parties.kindOf(asked.personId);
    return { ...asked, ...(registeredAs === undefined ? {} : { registeredAs }) };
  }
  if (asked.type !== 'Affiliate') return asked;
  const { networkId } = asked;
  return { ...asked, ...networkFact(networkId, parties), above: parties.selfAndAbove(networkId) };
}

function networkFact(networkId: string, parties: PartyIndex): { network?: PartyKind } {
  const network = parties.kindOf(networkId);
  return network === undefined ? {} : { network };
}

const kindEntry = (partyId: string, kind: PartyKind | undefined): [string, PartyKind][] =>
  kind === undefined ? [] : [[partyId, kind]];
