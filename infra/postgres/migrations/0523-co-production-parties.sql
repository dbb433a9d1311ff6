-- The parties of a book: custodian, producers, auditors, and whoever pledged or was pledged through.
CREATE TABLE read.co_production_parties (
  party_id uuid NOT NULL,
  co_production_id uuid NOT NULL,
  PRIMARY KEY (party_id, co_production_id)
);
