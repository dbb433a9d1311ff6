-- One row a party, under the id by which events name it. Erasing is deleting the row, and the salt goes with it.
CREATE TABLE directory.contacts (
  party_id uuid PRIMARY KEY,
  kind text NOT NULL,
  name text NOT NULL,
  email text,
  phone text,
  iban text,
  town text,
  country text,
  address text,
  notes text,
  salt bytea NOT NULL CHECK (octet_length(salt) = 32),
  since timestamptz NOT NULL DEFAULT now(),
  corrected_at timestamptz
);
