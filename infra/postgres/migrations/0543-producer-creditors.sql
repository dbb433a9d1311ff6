-- What each group advanced and has not yet got back in goods: minor units.
CREATE TABLE read.producer_creditors (
  co_production_id uuid NOT NULL,
  group_id uuid NOT NULL,
  outstanding bigint NOT NULL,
  PRIMARY KEY (co_production_id, group_id)
);
