import { type Contact } from '#directory';
import { type Party } from '#financing';
import { Problem } from '../problems/problem.js';
import { type PartyDto } from './party.dto.js';
import { type ContactDto } from './contact.dto.js';

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

/** The directory keeps every field: what is not said is null. */
export const contactOf = (input: ContactDto): Contact => ({
  name: input.name,
  email: input.email ?? null,
  phone: input.phone ?? null,
  iban: input.iban ?? null,
  town: input.town ?? null,
  country: input.country ?? null,
  address: input.address ?? null,
  notes: input.notes ?? null,
});
