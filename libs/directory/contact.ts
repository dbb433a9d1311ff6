/**
 * What the house knows of a party as people know it. All of it is personal data or may become it, so it lives in
 * ordinary rows that are corrected and erased, and no part of it ever enters an event.
 */
export interface Contact {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly iban: string | null;
  readonly town: string | null;
  /** ISO 3166-1, two letters. */
  readonly country: string | null;
  readonly address: string | null;
  readonly notes: string | null;
}

/** A contact as it is kept. */
export interface KeptContact extends Contact {
  readonly partyId: string;
  readonly kind: string;
  /** RFC 3339 in UTC. */
  readonly since: string;
  readonly correctedAt: string | null;
}

/** One way by which a person signs in: who vouches for it, and the name it has there, which may be an e-mail address. */
export interface SignIn {
  readonly issuer: string;
  readonly subject: string;
  readonly since: string;
}

/** Whether the two say the same about a party. */
export const isSameContact = (one: Contact, other: Contact): boolean =>
  contactFields.every((name) => one[name] === other[name]);

const contactFields = ['name', 'email', 'phone', 'iban', 'town', 'country', 'address', 'notes'] as const;
