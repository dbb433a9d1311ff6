-- Personal data, apart from everything that is for ever: rows that are corrected and erased.
CREATE SCHEMA directory;

-- One row a party, under the id by which events name it. Erasing is deleting the row, and the salt
-- goes with it.
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

-- Who signs in under which name at which OpenID provider. The name may be an e-mail address; the
-- person's id is random.
CREATE TABLE directory.sign_ins (
  issuer text NOT NULL,
  subject text NOT NULL,
  person_id uuid NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (issuer, subject)
);

-- Export and erasure ask for the sign-ins of one person.
CREATE INDEX sign_ins_by_person ON directory.sign_ins (person_id);

-- That a party was erased: its random id and nothing else, so that no request that was under way
-- brings back what it said.
CREATE TABLE directory.erasures (
  party_id uuid PRIMARY KEY,
  since timestamptz NOT NULL DEFAULT now()
);
