-- Every pledge and what became of it: minor units.
CREATE TABLE read.pledges (
  co_production_id uuid NOT NULL,
  pledge_id uuid NOT NULL,
  -- Of the event that made it: the oldest pledge is settled first.
  position bigint NOT NULL,
  pledged_by uuid NOT NULL,
  through uuid NOT NULL,
  instrument text NOT NULL,
  amount bigint NOT NULL,
  received bigint NOT NULL DEFAULT 0,
  settled bigint NOT NULL DEFAULT 0,
  status text NOT NULL DEFAULT 'open',
  reference text NOT NULL,
  pledged_on date NOT NULL,
  PRIMARY KEY (co_production_id, pledge_id)
);

CREATE INDEX ON read.pledges (co_production_id, position);
CREATE INDEX ON read.pledges (co_production_id, through);
CREATE INDEX ON read.pledges (co_production_id, pledged_by);
