-- Every delivery, what was taken of it and what that paid back: minor units.
CREATE TABLE read.deliveries (
  co_production_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  -- Of the event that dispatched it: lists are in this order.
  position bigint NOT NULL,
  producer_id uuid NOT NULL,
  group_id uuid NOT NULL,
  season text NOT NULL,
  status text NOT NULL,
  dispatched_on date NOT NULL,
  -- Lines are only handed on, so they are kept as the text they came as: taking them apart costs
  -- more than all the rest of a row.
  lines json NOT NULL,
  accepted_on date,
  accepted_lines json,
  value bigint,
  settled bigint,
  advance_repaid bigint,
  due_to_producer bigint,
  due_from_group bigint,
  reason_code text,
  PRIMARY KEY (co_production_id, delivery_id)
);

CREATE INDEX ON read.deliveries (co_production_id, position);
CREATE INDEX ON read.deliveries (co_production_id, producer_id);
CREATE INDEX ON read.deliveries (co_production_id, group_id);
