-- That a party was erased: its random id and nothing else, so that no request that was under way brings back what it said.
CREATE TABLE directory.erasures (
  party_id uuid PRIMARY KEY,
  since timestamptz NOT NULL DEFAULT now()
);
