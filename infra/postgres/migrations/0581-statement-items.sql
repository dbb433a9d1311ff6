-- What happened to a party, in order: the amount in minor units, the type telling which way it went.
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
