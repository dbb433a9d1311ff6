-- Where each party of a book stands: minor units.
CREATE TABLE read.statements (
  co_production_id uuid NOT NULL,
  party_id uuid NOT NULL,
  pledged_advance bigint NOT NULL DEFAULT 0,
  pledged_donation bigint NOT NULL DEFAULT 0,
  received bigint NOT NULL DEFAULT 0,
  settled bigint NOT NULL DEFAULT 0,
  delivered bigint NOT NULL DEFAULT 0,
  advance_outstanding bigint NOT NULL DEFAULT 0,
  due_from_group bigint NOT NULL DEFAULT 0,
  paid bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (co_production_id, party_id)
);
