import { type Contact } from '#directory';
import { type Party } from '#financing';
import { Problem } from '../../problems/problem.js';
import { type PartyDto } from './party.dto.js';

const nothing: Contact = {
  name: '',
  email: null,
  phone: null,
  iban: null,
  town: null,
  country: null,
  address: null,
  notes: null,
};

/** What is told of a party: without a contact it reads as erased, and all but its name and place is for few. */
export function partyAnswer(
  id: string,
  { kind, networks }: Party,
  contact: Contact | undefined,
  readsContact: boolean,
): PartyDto {
  if (kind === undefined) throw new Problem('party_unknown');
  const { town, country, email, phone, iban, address, notes } = contact ?? nothing;
  return {
    id,
    kind,
    networks: [...networks].sort(),
    erased: contact === undefined,
    name: contact?.name ?? null,
    town,
    country,
    ...(readsContact && { email, phone, iban, address, notes }),
  };
}
