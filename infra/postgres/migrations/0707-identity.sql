-- One row: the name of the log and the keys that verify it, for those who serve it and hold no key.
CREATE TABLE transparency_log.identity (
  the_one boolean PRIMARY KEY DEFAULT true CHECK (the_one),
  origin text NOT NULL,
  verifier_keys text[] NOT NULL
);
