-- Who signs in under which name at which OpenID provider. The name may be an e-mail address; the person's id is random.
CREATE TABLE directory.sign_ins (
  issuer text NOT NULL,
  subject text NOT NULL,
  person_id uuid NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (issuer, subject)
);
