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

-- What happened to a party, in order: the amount in minor units, the type telling which way it
-- went.
CREATE TABLE read.statement_items (
  co_production_id uuid NOT NULL,
  party_id uuid NOT NULL,
  position bigint NOT NULL,
  -- Its place among the lines of one event, from 0.
  ordinal integer NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  date date NOT NULL,
  amount bigint NOT NULL,
  pledge_id uuid,
  delivery_id uuid,
  PRIMARY KEY (co_production_id, party_id, position, ordinal)
);

-- Whose statements an event about a pledge is a line of.
CREATE TABLE read.statement_pledges (
  co_production_id uuid NOT NULL,
  pledge_id uuid NOT NULL,
  pledged_by uuid NOT NULL,
  through uuid NOT NULL,
  instrument text NOT NULL,
  PRIMARY KEY (co_production_id, pledge_id)
);
