import { type Contact } from '#directory';
import { type ContactDto } from './contact.dto.js';

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
